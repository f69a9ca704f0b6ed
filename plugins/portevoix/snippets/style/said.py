"""A text for a network as its style is judged: its messages, and what its post says."""

from __future__ import annotations

from portevoix.posts import Post
from portevoix.snippets.campaign import address_pattern
from portevoix.snippets.snippet import Snippet
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    parts: tuple[str, ...]
    lang: str = "fr"
    call: str = ""  # the words of the post's call, when it leads elsewhere than to the post
    source: str = ""  # the summary, to see what a cut parted


def said_of(snippet: Snippet, post: Post, address: str) -> Said:
    """`address` is that of the post."""
    call = post.intention.call
    elsewhere = call is not None and call.url and not address_pattern(address).fullmatch(call.url)
    return Said(
        parts=snippet.parts,
        lang=post.lang,
        call=call.text if call and elsewhere else "",
        source="" if snippet.written else post.summary,
    )
