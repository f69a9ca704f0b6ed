"""Posts that cannot be read: the names that they may have, so that who names them is not told for wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

import regex

from portevoix.posts.post import Post
from portevoix.posts.slug import slugify

ANY = frozenset({"*"})  # no post could be read: a name may be that of any
_HEAD = 20_000  # bytes in which a title and an address are looked for
_LINE = regex.compile(
    r"(?:\w+[ \t]*:|#|[ \t]*-)[ \t]*(.+)"
)  # a field, a heading, an entry of a list
_DAY = regex.compile(r"-\d{4}-\d\d-\d\d")  # what tells two posts of one title apart


def names_of_unread(file: str, content: bytes, post: Post | None) -> Iterator[str]:
    """What other files may call a post: by its file, by what its lines say, by what could be read."""
    path = PurePosixPath(file)
    yield path.parent.name if path.stem == "index" else path.stem
    if post is not None:
        yield post.slug
        yield from (alias.rpartition("/")[2] for alias in post.aliases)
    for line in content[:_HEAD].decode("utf-8", "replace").splitlines():
        if found := _LINE.match(line):
            yield slugify(found[1].rstrip("/ '\"").rpartition("/")[2])
            yield slugify(found[1])


def may_be_unread(name: str, unread: Collection[str]) -> bool:
    """Whether `name` may be that of a post which could not be read."""
    return unread is ANY or name in unread or _DAY.sub("", name) in unread
