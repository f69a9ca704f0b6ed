"""What is agreed to: the text as readers get it, its link, and its picture."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from portevoix.digests import digest
from portevoix.digests import digest_of as digest_of_content
from portevoix.file_stats import FileStat, stat_of
from portevoix.posts import Post
from portevoix.snippets import Snippet

_CODE = 8  # letters: enough to tell two versions of a text apart, and to be read out


def digest_of_text(post: Post, snippet: Snippet, picture: str) -> str:
    """Changes with all that is agreed to; `picture` is the digest of the picture's file, "" for none.

    Its title and description are part of it: networks show them below the link.
    """
    shown, comment = post.picture, snippet.first_comment
    told = (*snippet.parts, *((comment.text, comment.comment) if comment else ()))
    return digest(
        *(post.slug, post.lang, post.title, post.description, snippet.warning, snippet.subject),
        # The staff's site may lie at another address; to what post the link leads, the slug says.
        [part.replace(snippet.link, "{link}") for part in told],
        shown and (picture, shown.alt, shown.credit, shown.decorative),
    )


def picture_digest(file: Path | None) -> str:
    """The digest of a picture's file; "" where there is none, or none that can be read."""
    if file is None:
        return ""
    try:
        return _digest(file, stat_of(file))
    except OSError:
        return ""


@lru_cache(maxsize=512)
def _digest(file: Path, lies: FileStat) -> str:
    """`lies` tells one content of the file from the next."""
    from portevoix.pictures import Unreadable, contents  # Pillow, which few commands need

    try:
        return digest_of_content(contents(file))
    except Unreadable:
        return ""


def code_of(digests: Iterable[str]) -> str:
    """A short word for some texts together, the same in any order: whoever approved gives it back."""
    return digest(*sorted(digests))[:_CODE]


def code_of_post(post: Post, snippets: Iterable[Snippet], picture: str) -> str:
    """The code of all texts of a post, as `porte-voix approve --code` expects it."""
    return code_of(digest_of_text(post, one, picture) for one in snippets)
