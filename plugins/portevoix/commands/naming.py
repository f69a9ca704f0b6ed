"""The post that somebody names: by its file, its address, or the end of either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from portevoix.diagnostics import Diagnostic, DiagnosticsError
from portevoix.language import say
from portevoix.near import nearest
from portevoix.posts import Post


def post_named(
    name: str, posts: Iterable[Post], lang: str, *, beside: str = "", by_part: bool = False
) -> Post:
    """The post whose file (from the current folder), address, or end of one of them is `name`.

    `by_part` also takes the one post whose name begins so, or holds it: for what writes nothing of it.
    `beside` is one thing more to say where there is none: which posts the command knows. Raises
    DiagnosticsError, with the post that was most likely meant.
    """
    known = list(posts)
    here = Path.cwd()
    by_file = {(here / post.file).resolve(): post for post in known}
    by_slug = {post.slug: post for post in known}
    ends = _ends(known)
    last = name.rstrip("/").replace("\\", "/").rpartition("/")[2]
    found = by_file.get((here / name).resolve()) if "\0" not in name else None
    found = found or by_slug.get(last) or ends.get(last.removesuffix(".md"))
    if found:
        return found
    begun = [post for slug, post in by_slug.items() if slug.startswith(last)]
    held = [post for post in known if last in post.slug or last in post.file]
    for some in (begun, held) if by_part and last else ():
        if len(some) == 1:
            return some[0]
    near = nearest(last, (*by_slug, *ends)) or next(
        (slug for slug in sorted(by_slug) if last and last.casefold() in slug), ""
    )
    near = ends[near].slug if near in ends else near
    what = say(lang, "commands.no_post")
    meant = say(lang, "commands.no_post_near", near=near) if near else ""
    do = " ".join(filter(None, (say(lang, "commands.no_post_do"), beside, meant)))
    raise DiagnosticsError([Diagnostic(file=name[:120], line=0, what=what, do=do)])


def _ends(posts: Iterable[Post]) -> Mapping[str, Post]:
    """Posts by the name of their file, without its folder; of two alike, neither."""
    found: dict[str, Post] = {}
    twice = set()
    for post in posts:
        path = PurePosixPath(post.file)
        name = path.parent.name if path.stem == "index" else path.stem
        if name in found:
            twice.add(name)
        found[name] = post
    return {name: post for name, post in found.items() if name not in twice}
