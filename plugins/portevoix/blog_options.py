"""The options of a blog: those of Material's plugin are known, and each is served or refused.

Facts: material/plugins/blog/config.py of Material for MkDocs 9.8, read on 2026-11-27.
"""

from __future__ import annotations

from collections.abc import Mapping

from portevoix.diagnostics import Diagnostic, Diagnostics
from portevoix.form import Form
from portevoix.near import nearest
from portevoix.paths import Names

BLOGS = ("blog", "material/blog")
SERVED = ("blog_dir", "pagination_per_page")
# What stands at one place and works in one way here → the value that says so.
# What stands in the first braces of an address is as the site calls it (`paths.Names`).
FIXED: Mapping[str, object] = {
    "enabled": True,
    "post_dir": "{blog}/posts",
    "post_url_format": "{slug}",
    "archive": True,
    "archive_date_format": "yyyy",
    "archive_url_date_format": "yyyy",
    "archive_url_format": "{archives}/{date}",
    "categories": True,
    "categories_url_format": "{category}/{slug}",
    "categories_allowed": [],
    "authors": True,
    "authors_file": "{blog}/.authors.yml",
    "authors_profiles": True,
    "authors_profiles_url_format": "{author}/{slug}",
    "pagination": True,
    "pagination_url_format": "{page}/{page}",
    "draft": False,
    "draft_if_future_date": True,
}
# What Material's own blog would do otherwise when nothing is written.
_OTHERWISE = (
    *("post_url_format", "archive_url_format", "categories_url_format"),
    *("authors_profiles", "authors_profiles_url_format"),
)
# What MkDocs and Material would show of it; our frame is made of our own settings and templates.
UNSERVED = (
    *("nav", "copyright", "site_author", "repo_url", "repo_name", "edit_uri", "edit_uri_template"),
    *("extra_css", "extra_javascript", "theme.features", "theme.palette", "theme.font"),
    *("theme.logo", "theme.favicon", "theme.icon"),
)
# How Material's pages look; ours look in one way, whatever is written.
LOOKS = frozenset(
    {
        *("blog_toc", "post_date_format", "post_url_date_format", "post_url_max_categories"),
        *("post_slugify", "post_slugify_separator", "post_excerpt", "post_excerpt_max_authors"),
        *("post_excerpt_max_categories", "post_excerpt_separator", "post_readtime"),
        *("post_readtime_words_per_minute", "archive_name", "archive_pagination"),
        *("archive_pagination_per_page", "archive_toc", "categories_name"),
        *("categories_slugify", "categories_slugify_separator", "categories_sort_by"),
        *("categories_sort_reverse", "categories_pagination", "categories_pagination_per_page"),
        *("categories_toc", "authors_profiles_name", "authors_profiles_pagination"),
        *("authors_profiles_pagination_per_page", "authors_profiles_toc", "pagination_format"),
        *("pagination_if_single_page", "pagination_keep_content", "pagination_template"),
        "draft_on_serve",
    }
)


def refused(
    top: Form, blog: Form, site: Names, *, ours: bool
) -> tuple[tuple[Diagnostic, ...], ...]:
    """The mistakes and the notices of what the configuration asks of a blog and this one does not
    do; `ours` says whether its pages are ours or Material's."""
    found = Diagnostics(top.diagnostics.lang)
    if top.values.get("use_directory_urls") is False:
        file, line = top.place("use_directory_urls")
        found.mistake(file, line, "configuration.no_directory_urls")
    plugins = top.form("plugins")
    names = [name for name in BLOGS if plugins is not None and name in plugins.values]
    for name in names:
        assert plugins is not None
        other = plugins.form(name)
        folder = other.text("blog_dir", "blog") if other is not None else "blog"
        if name != names[0] or folder.strip("/.") != blog.text("blog_dir", "blog").strip("/."):
            place = other.place("blog_dir") if other is not None else plugins.place(name)
            found.mistake(*place, "configuration.two_blogs", name=name)
    for path in UNSERVED if ours else ():
        if path in top.lines:
            found.notice(*top.place(path), "configuration.unserved", name=path)
    fixed = {key: _called(value, site) for key, value in FIXED.items()}
    known = (*SERVED, *FIXED, *LOOKS)
    for key, value in blog.values.items():
        file, line = blog.place(key)
        if key in fixed and not _same(value, fixed[key]):
            wanted = _written(fixed[key])
            found.mistake(file, line, "configuration.blog_option", name=key, value=wanted)
        elif key in LOOKS and ours:
            found.notice(file, line, "configuration.blog_look", name=key)
        elif key not in known:
            near, path = nearest(key, known), blog.prefix + key
            if near:
                found.notice(file, line, "form.mistyped", key=path, near=near)
            else:
                found.notice(file, line, "form.unread", key=path, known=", ".join(SERVED))
    if not ours and names:
        for key in _OTHERWISE:
            if key not in blog.values:
                assert plugins is not None
                found.mistake(
                    *plugins.place(names[0]),
                    "configuration.blog_option",
                    name=key,
                    value=_written(fixed[key]),
                )
    return tuple(found.mistakes), tuple(found.notices)


def _called(value: object, site: Names) -> object:
    """A value with the folders of lists as the site calls them."""
    if not isinstance(value, str):
        return value
    for name in ("archives", "category", "author", "page"):
        value = value.replace(f"{{{name}}}/", f"{getattr(site, name)}/")
    return value


def _same(value: object, wanted: object) -> bool:
    if isinstance(value, str) and isinstance(wanted, str):
        return value.strip("/") == wanted
    return bool(value == wanted or (wanted == [] and not value))


def _written(value: object) -> str:
    """A value as YAML has it."""
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
