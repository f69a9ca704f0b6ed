"""What a post says where its author wrote neither message nor description."""

from __future__ import annotations

from dataclasses import replace

from portevoix.posts.post import Post
from portevoix.prose import sentences, shortened

_SUMMARY = 300  # characters: sentences are added to a summary as long as it is shorter
_MESSAGE = 1_000  # characters of a message that nobody wrote; each network ends it where it must
_WORD = 100  # characters: nothing cuts a longer word


def fallbacks(written: str, description: str, title: str, body: str = "") -> tuple[str, str]:
    """The message and the summary of a post, neither ever empty.

    `written` is the message that its author wrote; `body` the first paragraph of its text.
    """
    said = sentences(description or body)
    summary = ""
    for sentence in said:
        if summary and len(summary) + len(sentence) > _SUMMARY:
            break
        summary = f"{summary} {sentence}".strip()
    told = shortened(said[0], _MESSAGE) if said else ""
    if any(len(word) > _WORD for word in told.split()):
        told = ""
    message = written or told or title
    return message, description or shortened(summary, 2 * _SUMMARY) or message


def with_text(post: Post, paragraph: str) -> Post:
    """The post once its text is known: message and summary follow from its first paragraph, unless
    they were written."""
    if post.description:  # its author said it: the text has no say
        return post
    message, summary = fallbacks(post.intention.message, post.description, post.title, paragraph)
    if (message, summary) == (post.message, post.summary):
        return post
    return replace(post, message=message, summary=summary)
