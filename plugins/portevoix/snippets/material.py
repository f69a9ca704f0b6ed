"""What a post gives to say, in pieces, before any network is thought of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from portevoix.dates import long_date
from portevoix.diagnostics import Diagnostic
from portevoix.language import say
from portevoix.networks import LONGEST_HASHTAG, Refusal, compose_hashtags
from portevoix.posts import Post, State
from portevoix.prose import after_colons, bare, bound, may_lose_capital, says_again, telling
from portevoix.site import Site
from portevoix.snippets.campaign import address_pattern
from portevoix.snippets.cutting import whole_sentences
from portevoix.snippets.snippet import Dropped, Why
from portevoix.snippets.wordings import (
    CALL_IN_POST,
    CALL_UNTIL,
    CALL_WITH_ADDRESS,
    COLON,
    ENDED,
    HERE,
    HERE_UNTIL,
    RESULTS,
    SEE_RESULTS,
    SUBJECTS,
)
from portevoix.text import one_line, sound
from portevoix.typography import profile_of, typeset_message
from portevoix.values import dataclass

_TITLE_SAID = 0.6  # a title in other words is the message again


# A first sentence with a colon of its own: a second one before it would hide which announces what.
_PARTED = re.compile(r"(?:(?![.!?…][\s\u00a0])[^\n])*?:\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The pieces of each part; a part that the post lacks has none."""

    address: str  # of the post, without tags
    pieces: Mapping[str, tuple[str, ...]]
    message_is_written: bool  # by the author: then it is never shortened
    title: str
    stands: str = ""  # where the matter stands, as the subject of an e-mail says it
    lead: str = ""  # a call that leads to the post itself, as it announces the link
    in_points: frozenset[str] = frozenset()  # pieces of the context that the points say again
    left: tuple[Dropped, ...] = ()  # what no text says
    mistakes: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class _Call:
    """What is asked of the reader, as texts say it."""

    here: str = ""  # with its own address
    there: str = ""  # without: where to find it
    lead: str = ""  # it leads to the post
    left: tuple[Dropped, ...] = ()


def material_of(post: Post, site: Site) -> Material:
    lang, profile = post.lang, site.profile
    address = site.address_of(post)

    def told(text: str) -> str:
        if not text:
            return ""
        text = after_colons(without(address, one_line(sound(text))), lang)
        return typeset_message(text, lang, profile)

    ended = _ended(post)
    message = told(ended or post.message) or told(post.title)
    title = told(post.title)
    hashtags, mistakes = _hashtags(post, site)
    context = whole_sentences(told(post.summary))
    points = tuple(filter(None, map(told, post.points)))
    left: list[Dropped] = []
    if ended:  # what invites is past
        past = (("message", (told(post.message),)), ("context", context), ("points", points))
        for part, texts in (*past, ("question", (told(post.question),))):
            left += (Dropped(part=part, text=text, why=Why.PAST) for text in texts if text)
        context, points = [], ()
    elif not post.intention.message:  # a question that was only found takes its answer along
        message = _answered(message, context, lang)
    said = telling(message)
    plain = bare(message)
    context = bound(_beyond(context, said, plain, left), lang)
    points = tuple(_unsaid("points", points, said, plain, left))
    call = _call(post, site, address, message, said, ended=bool(ended))
    left += call.left
    # Words that open a text are left out where they would be in another language than it is.
    foreign = post.lang != post.told_in
    opening = "" if ended or foreign else _opening(post, message)
    parted = _PARTED.match(message) or not may_lose_capital(message, lang)
    if opening.endswith(":") and parted:
        opening = opening.rstrip(" \u00a0:") + "."
    pieces = {
        "sender": (told(site.organisation.sender or site.organisation.name),),
        "opening": (told(opening),),
        "message": (message,),
        "title": () if ended or _same(title, said, plain) else (title,),
        "context": tuple(context),
        "points": points,
        "question": () if ended else (told(post.question),),
        "call": (told(call.there),),
        "action": (told(call.here),),
        "organisation": (told(site.organisation.name),),
        "hashtags": hashtags,
    }
    return Material(
        address=address,
        pieces={name: tuple(filter(None, some)) for name, some in pieces.items()},
        message_is_written=bool(post.intention.message),
        title=title,
        stands=_stands(post),
        lead=told(call.lead),
        in_points=_in_points(context, points),
        left=tuple(left),
        mistakes=mistakes,
    )


def without(address: str, text: str) -> str:
    """`text` without the post's own address: each text gets it once, where its network wants it."""
    if "://" not in text:
        return text
    return re.sub(r"[ \u00a0:]+$|(?<= ) +", "", address_pattern(address).sub("", text))


def _hashtags(post: Post, site: Site) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """The post's own hashtags, then those of its categories; mistakes for the post's own."""
    own, refusals = compose_hashtags(post.hashtags)
    configured = (
        tag for category in post.categories for tag in site.category_hashtags.get(category, ())
    )
    both, _ = compose_hashtags((*own, *configured))
    line = post.lines.get("hashtags", 0)
    return both, tuple(
        refused(one, post.file, line, profile_of(site.lang, site.profile)) for one in refusals
    )


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


def _opening(post: Post, text: str) -> str:
    """The kind's first words; none before a text that says by itself what they would say:
    « Fin d’alerte : l’avis est levé » says it twice, and costs one more text message."""
    lifted = post.kind.lifted
    if lifted and post.state is State.LIFTED and lifted.is_told_in(text, post.told_in):
        return ""
    return post.kind.opening_of(post.state)[post.told_in]


def _stands(post: Post) -> str:
    """« Urgence », « Fin d’alerte », « Résultats »: told where what opens a text is a label."""
    opening = _opening(post, post.title)
    if opening.endswith(":"):
        return opening.rstrip(" :")
    words = SUBJECTS.get(post.state)
    return words[post.told_in] if words else ""


def _ended(post: Post) -> str:
    """What to say of a consultation that has ended; "" while it lasts, or when its author wrote
    since: a call whose last day is past is what was written before."""
    if post.state not in (State.CLOSED, State.RESULTS):
        return ""
    call, closes = post.intention.call, post.details.get("closes")
    last = call.until if call else None
    if last is None or not isinstance(closes, datetime) or last > closes.date():
        return ""
    words = RESULTS if post.state is State.RESULTS else ENDED
    return words[post.told_in].format(title=post.title)


def _call(
    post: Post, site: Site, address: str, message: str, said: frozenset[str], *, ended: bool
) -> _Call:
    lang = post.told_in
    if ended:
        results = post.details.get("results")
        left: tuple[Dropped, ...] = ()
        if call := post.intention.call:
            left = (Dropped(part="call", text=call.text, why=Why.PAST),)
        if not isinstance(results, str) or address_pattern(address).fullmatch(results):
            return _Call(left=left)
        url = site.absolute(results) if results.startswith("/") else results
        words = SEE_RESULTS[lang]
        here = CALL_WITH_ADDRESS[lang].format(call=words, url=url)
        return _Call(here, CALL_IN_POST[lang].format(call=words), left=left)
    call = post.intention.call
    if call is None or not call.text:
        return _Call()
    until = "" if call.until is None else long_date(call.until, lang)
    day = re.sub(r",? \d{4}$", "", until)  # a day that was said needs no year
    if until and (day in message or day in call.text):
        until = ""
    if not call.url:
        return _Call(there=_until(call.text, until, lang), here=_until(call.text, until, lang))
    again = bare(call.text) in bare(message) or says_again(call.text, said)
    repeated = (Dropped(part="call", text=call.text, why=Why.SAID),) if again else ()
    if again:
        words = HERE_UNTIL[lang].format(date=until) if until else HERE[lang]
    else:
        words = _until(call.text.rstrip(" .:\u00a0"), until, lang)
    if address_pattern(address).fullmatch(call.url):
        return _Call(left=repeated) if again else _Call(there=words, lead=f"{words}{COLON[lang]}")
    url = site.absolute(call.url) if call.url.startswith("/") else call.url
    here = CALL_WITH_ADDRESS[lang].format(call=words, url=url)
    there = "" if again and not until else CALL_IN_POST[lang].format(call=words)
    return _Call(here, there, left=repeated)


def _until(text: str, date: str, lang: str) -> str:
    return CALL_UNTIL[lang].format(call=text.rstrip(" ."), date=date) if date else text


def _answered(message: str, context: list[str], lang: str) -> str:
    """A message that was taken from the summary, with the answer when it is a question."""
    if context and context[0] == message:
        return bound(context, lang)[0] if message.endswith("?") else message
    return message


def _beyond(
    sentences: list[str], said: frozenset[str], plain: str, left: list[Dropped]
) -> list[str]:
    """The sentences that say more than the message does."""
    found = []
    for sentence in sentences:
        if bare(sentence) in plain:
            continue  # the very words: nothing is left out
        if says_again(sentence, said):
            left.append(Dropped(part="context", text=sentence, why=Why.SAID))
        else:
            found.append(sentence)
    return found


def _unsaid(
    part: str, texts: tuple[str, ...], said: frozenset[str], plain: str, left: list[Dropped]
) -> list[str]:
    """The texts that neither the message nor one before them says."""
    found: list[str] = []
    for text in texts:
        if (
            bare(text) in plain
            or says_again(text, said)
            or any(says_again(text, telling(one)) for one in found)
        ):
            left.append(Dropped(part=part, text=text, why=Why.SAID))
        else:
            found.append(text)
    return found


def _in_points(context: list[str], points: tuple[str, ...]) -> frozenset[str]:
    """The pieces of the context that one of the points says, in these words or others."""
    if not context or not points:
        return frozenset()
    told = [(point, telling(point), bare(point)) for point in points]
    return frozenset(
        piece
        for piece in context
        if any(
            says_again(piece, tells) or says_again(point, telling(piece)) or bare(piece) in words
            for point, tells, words in told
        )
    )


def _same(title: str, said: frozenset[str], plain: str) -> bool:
    return bare(title) in plain or says_again(title, said, _TITLE_SAID)
