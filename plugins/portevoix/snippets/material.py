"""What a post gives to say, in pieces, before any network is thought of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portevoix.dates import long_date
from portevoix.diagnostics import Diagnostic
from portevoix.language import say
from portevoix.networks import LONGEST_HASHTAG, Refusal, compose_hashtags
from portevoix.posts import Post
from portevoix.site import Site
from portevoix.snippets.campaign import address_pattern
from portevoix.snippets.cutting import whole_sentences
from portevoix.snippets.wordings import CALL_UNTIL, CALL_WITH_ADDRESS
from portevoix.text import one_line, sound
from portevoix.typography import typeset_message


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The pieces of each part; a part that the post lacks has none."""

    address: str  # of the post, without tags
    pieces: Mapping[str, tuple[str, ...]]
    message_is_written: bool  # by the author: then it is never shortened
    mistakes: tuple[Diagnostic, ...] = ()


def material_of(post: Post, site: Site) -> Material:
    lang, profile = post.lang, site.profile
    address = site.address_of(post)
    own = address_pattern(address)

    def told(text: str) -> str:
        if not text:
            return ""
        return typeset_message(without(own, one_line(sound(text))), lang, profile)

    message = told(post.message) or told(post.title)
    hashtags, mistakes = _hashtags(post, site)
    call = _call(post, site, own)
    pieces = {
        # Words that open a text are left out where they would be in another language than it is.
        "opening": (told(post.kind.opening[post.told_in]),) if post.lang == post.told_in else (),
        "message": (message,),
        "title": (told(post.title),) if _bare(post.title) not in _bare(message) else (),
        "context": tuple(_beyond(message, whole_sentences(told(post.summary)))),
        "points": tuple(told(point) for point in post.points),
        "question": (told(post.question),),
        "call": (told(call[0]),),
        "action": (told(call[1]),),
        "organisation": (told(site.organisation.name),),
        "hashtags": hashtags,
    }
    return Material(
        address=address,
        pieces={name: tuple(filter(None, some)) for name, some in pieces.items()},
        message_is_written=bool(post.intention.message),
        mistakes=mistakes,
    )


def without(address: re.Pattern[str], text: str) -> str:
    """`text` without the post's own address: each text gets it once, where its network wants it."""
    if "://" not in text:
        return text
    return re.sub(r"[ \u00a0:]+$|(?<= ) +", "", address.sub("", text))


def _hashtags(post: Post, site: Site) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The post's own hashtags, then those of its categories; mistakes for the post's own."""
    own, refusals = compose_hashtags(post.hashtags)
    configured = (
        tag for category in post.categories for tag in site.category_hashtags.get(category, ())
    )
    both, _ = compose_hashtags((*own, *configured))
    line = post.lines.get("hashtags", 0)
    return both, tuple(refused(one, post.file, line, site.lang) for one in refusals)


def refused(refusal: Refusal, file: str, line: int, lang: str) -> Diagnostic:
    """A hashtag that cannot work, as a mistake where it was written."""
    wording = f"networks.hashtag_{refusal.reason}"
    values = {"written": refusal.written, "detail": refusal.detail, "longest": LONGEST_HASHTAG}
    return Diagnostic(
        file=file,
        line=line,
        what=say(lang, wording, **values),
        do=say(lang, f"{wording}_do", **values),
    )


def _call(post: Post, site: Site, own: re.Pattern[str]) -> tuple[str, str]:
    """The call alone, and with its own address when that is not the post's."""
    call = post.intention.call
    if call is None or not call.text:
        return "", ""
    text = call.text
    if call.until:
        date = long_date(call.until, post.told_in)
        text = CALL_UNTIL[post.told_in].format(call=text.rstrip(" ."), date=date)
    if not call.url or own.fullmatch(call.url):
        return text, text
    url = site.absolute(call.url) if call.url.startswith("/") else call.url
    return text, CALL_WITH_ADDRESS[post.told_in].format(call=text.rstrip(" .:"), url=url)


def _beyond(message: str, sentences: list[str]) -> list[str]:
    """The sentences that say more than the message does."""
    said = _bare(message)
    return [sentence for sentence in sentences if _bare(sentence) not in said]


def _bare(text: str) -> str:
    """Letters and digits alone, to compare what two texts say."""
    return re.sub(r"\W+", " ", text).strip().casefold()
