"""The issues of the newsletter, read from their files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from portevoix.diagnostics import Diagnostics
from portevoix.digests import digest_of
from portevoix.fields import refuse_unknown
from portevoix.form import Form
from portevoix.issues import Chosen, Issue
from portevoix.posts import Post, decode, may_be_unread, shown, slugify
from portevoix.site import Audience, Site
from portevoix.sources.fields import ISSUE
from portevoix.sources.named import last_of, posts_by_name
from portevoix.sources.tree import LISTS, DocFile
from portevoix.tongues import read_tongue
from portevoix.yaml_text import read_yaml


def read_issues(
    files: Iterable[DocFile],
    site: Site,
    posts: Iterable[Post],
    base: Path,
    told: Diagnostics,
    *,
    unread: Collection[str] = (),
) -> tuple[Issue, ...]:
    """Those of `files` that are lists at the top of the newsletter's folder, by their names; what
    cannot be read is a mistake among `told`. Names that are
    `unread` may be those of posts that could not be read: nobody can say that they are wrong."""
    by_name = posts_by_name(posts)
    found = []
    for one in files:
        name = one.uri.removeprefix(site.names.letters)
        if one.suffix in LISTS and "/" not in name:
            issue = _issue(one, name.rpartition(".")[0], site, by_name, base, told, unread=unread)
            if issue is not None:
                found.append(issue)
    return tuple(found)


def _issue(
    file: DocFile,
    id: str,
    site: Site,
    posts: Mapping[str, Post],
    base: Path,
    told: Diagnostics,
    *,
    unread: Collection[str],
) -> Issue | None:
    name = shown(file.path, base)
    try:
        content = file.path.read_bytes()
        text = decode(content)
    except (OSError, UnicodeDecodeError):
        told.mistake(name, 0, "posts.not_utf8")
        return None
    if slugify(id) != id:
        told.mistake(name, 0, "letters.bad_name", name=id[:80], better=slugify(id) or "2026-11")
    values, lines = read_yaml(text, file=name, diagnostics=told)
    if not isinstance(values, dict):
        if not any(one.file == name for one in told.mistakes):
            told.mistake(name, 0, "letters.no_issue")
        return None
    form = Form(values, lines, name, told)
    refuse_unknown(form, ISSUE.fields)
    subject = form.text("subject")
    if not subject:
        form.wrong("subject", "letters.no_subject")
    sent = form.moment("sent", site.zone, site.publish_at)
    chosen = _chosen(form, posts, left=sent is not None, unread=unread)
    intro, outro = form.lines_of_text("intro"), form.lines_of_text("outro")
    if not form.values.get("posts") and not intro:
        form.wrong("posts", "letters.nothing_in_it")
    lang = form.text("lang")
    if lang and read_tongue(lang) is None:
        form.wrong("lang", "letters.bad_lang", value=lang[:40])
        lang = ""
    return Issue(
        id=id,
        file=name,
        lines=lines,
        subject=subject,
        preheader=form.text("preheader"),
        lang=lang or site.tongue,
        intro=intro,
        outro=outro,
        posts=chosen,
        whole=form.flag("whole"),
        pictures=form.flag("pictures") if form.has("pictures") else None,
        sent=sent,
        digest=digest_of(content),
    )


def _chosen(
    form: Form, posts: Mapping[str, Post], *, left: bool, unread: Collection[str]
) -> tuple[Chosen, ...]:
    """The posts of an issue, by their slugs.

    One that left stays as it was read: a post that is there no more is a notice, and is counted by
    the issue's page among those that it does not show.
    """
    said = form.values.get("posts")
    found: dict[str, Chosen] = {}
    slugs = sorted({post.slug for post in posts.values()})
    for n, one in enumerate(said if isinstance(said, list) else [] if said is None else [said]):
        key = f"posts.{n}" if isinstance(said, list) else "posts"
        below = form.below(key, one) if isinstance(one, dict) else None
        name = below.text("post") if below else one if isinstance(one, str) else ""
        last = last_of(name)
        post = posts.get(last)
        text = below.text("text") if below else ""
        if post is None and may_be_unread(last, unread):
            continue  # it may be one that could not be read
        if post is None and left and last:
            form.notice(key, "letters.gone_post", value=name[:80], hint=form.near(last, slugs))
            found[last] = Chosen(last, text)
        elif post is None:
            form.choice_of(key, name, slugs, "letters.unknown_post")
        elif post.audience != Audience.PUBLIC and not left:
            form.wrong(key, "letters.internal_post", post=post.title)
        elif post.slug in found:
            form.wrong(key, "letters.twice", post=post.title)
        else:
            if post.audience != Audience.PUBLIC:
                form.notice(key, "letters.post_withdrawn", post=post.title)
            found[post.slug] = Chosen(post.slug, text)
    return tuple(found.values())
