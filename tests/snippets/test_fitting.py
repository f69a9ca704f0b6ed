"""Whatever people write, a text holds its limit, keeps its link and cuts nothing in two."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import emoji
import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from portevoix.diagnostics import DiagnosticsError
from portevoix.form import MAX_LINE
from portevoix.networks import Counter
from portevoix.networks.counting import emoji_bytes, graphemes, mastodon, segments, weighted
from portevoix.posts.post import Call, Intention, Post
from portevoix.posts.read import read_shelf
from portevoix.site import Site
from portevoix.snippets import Snippet, boards_of, compose_all
from portevoix.snippets.cutting import shortened, whole_sentences, word_ends
from portevoix.text import sound
from portevoix.typography import typeset_message

CORPUS = os.environ.get("PORTEVOIX_CORPUS", "")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
WORDS = st.lists(
    st.sampled_from(
        [
            "l’été",
            "et",
            "une",
            "ville",
            "«",
            "qui",
            "parle",
            "»",
            "à",
            "tous",
            ":",
            "#Tous,",
            "👨\u200d👩\u200d👧",
            "https://exemple.org/a?b=c",
            "Voilà.",
            "Très-bien",
            "!",
            "(avec",
            "soin)",
            "gouv.qc.ca",
            "dès",
            "demain",
            "?",
            "é",
        ]
    ),
    min_size=1,
    max_size=90,
).map(" ".join)
DRAFT = "---\ntitle: Un titre\ndate: 2026-09-01\n---\nTexte."


_WITH_SCHEME = r"https?://[^\s»]*[\w/=]"
_BARE = r"(?<![\w@#.])(?:[\wé-]+\.)+(?:ca|org|fr|com|net|io|gov|info)(?!\w|\.\w)"
_HEAVY = "[\u1100-\u1fff\u200e\u200f\u2020-\u2031\u2038-\uffff]"


def recounted(snippet: Snippet) -> list[int]:
    """The length of each part by other means: other readers of emoji, plain sums, no shortcut."""
    count = _RECOUNTS.get(snippet.network.count, _units)
    lengths = [count(part) for part in snippet.parts]
    lengths[0] += _clusters(snippet.warning)
    return lengths


def _units(text: str) -> int:
    return sum(2 if ord(sign) > 0xFFFF else 1 for sign in text)


def _clusters(text: str) -> int:
    return len(regex.findall(r"\X", text))


def _as_x(text: str) -> int:
    text = re.sub(f"{_WITH_SCHEME}|{_BARE}", "x" * 23, text)
    text = emoji.replace_emoji(text, "日")
    return len(text) + len(re.findall(_HEAVY, text))


def _as_mastodon(text: str) -> int:
    return _clusters(re.sub(_WITH_SCHEME, "x" * 23, text))


def _as_threads(text: str) -> int:
    found = [e["emoji"] for e in emoji.emoji_list(text)]
    return _units(text) + sum(len(one.encode()) - _units(one) for one in found)


def _as_sms(text: str) -> int:
    """Foreign letters are told by their names; only these accents are in the alphabet."""
    latin = all(sign in "\n£èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüà§¿¡€" or " " <= sign <= "~" for sign in text)
    units = _units(text) + (sum(map(text.count, "^{}\\[~]|€")) if latin and "`" not in text else 0)
    one, each = (160, 153) if latin and "`" not in text else (70, 67)
    return 1 if units <= one else -(-units // each)


_RECOUNTS: dict[Counter, Callable[[str], int]] = {
    weighted: _as_x,
    mastodon: _as_mastodon,
    graphemes: _clusters,
    emoji_bytes: _as_threads,
    segments: _as_sms,
}
_OF_PLAIN_TEXTS = (weighted, mastodon, segments)  # whose recounts want plain texts


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text))


@given(text=WORDS, lang=st.sampled_from(["fr", "en"]), profile=st.sampled_from(["fr-CA", "fr-FR"]))
def test_spacing_settles_at_once(text: str, lang: str, profile: str) -> None:
    """Setting a text twice changes nothing, and no letter ever changes."""
    once = typeset_message(text, lang, profile)
    assert typeset_message(once, lang, profile) == once
    assert re.sub(r"\s", "", once) == re.sub(r"\s", "", text)


@given(text=WORDS, room=st.integers(0, 300))
def test_a_cut_falls_between_words_and_outside_pairs(text: str, room: int) -> None:
    """What is kept is a beginning of the text, whole words, no quotation left open."""
    kept = shortened(text, lambda candidate: len(candidate) <= room)
    assert len(kept) <= room
    if kept and kept != text:
        begun = kept.removesuffix("…")
        assert text.startswith(begun)
        assert re.match(r"[\s,;:–—-]|$", text[len(begun) :])
        pairs = (match.span() for match in re.finditer("«[^«»]*»", text))
        assert not any(start < len(begun) < end for start, end in pairs)


@given(text=TEXTS)
def test_cutting_takes_any_text(text: str) -> None:
    assert " ".join(whole_sentences(text)).split() == text.split()
    assert all(0 < end < len(text) for end in word_ends(text))


@given(
    message=WORDS | TEXTS,
    summary=WORDS | TEXTS,
    points=st.lists(WORDS | TEXTS, max_size=5).map(tuple),
    question=TEXTS,
    written=st.booleans(),
    lang=st.sampled_from(["fr", "en"]),
    tags=st.lists(st.sampled_from(["Été", "vie locale", "Budget2027", "Eau"]), unique=True),
)
def test_any_post_gives_texts_that_hold_or_clear_mistakes(
    message: str,
    summary: str,
    points: tuple[str, ...],
    question: str,
    written: bool,
    lang: str,
    tags: list[str],
    site: Site,
    make_post: Callable[..., Post],
) -> None:
    """Within the limit by our count, one link each, no word that nobody wrote, shares read back."""
    post = replace(
        make_post(DRAFT),
        message=message,
        summary=summary,
        points=points,
        question=question,
        lang=lang,
        told_in=lang,
        hashtags=tuple(tags),
        intention=Intention(
            message=message if written else "",
            call=Call(text="Venez nous voir", url="https://exemple.org/venir/"),
        ),
    )
    try:
        snippets = compose_all(site, post)
    except DiagnosticsError as found:
        assert all("dépasse de" in mistake.what for mistake in found.mistakes)
        return
    said = [message, summary, *points, question, *tags, post.title, site.organisation.name]
    said = [sound(text) for text in said]
    boards = boards_of(site)
    for snippet in snippets:
        template = boards[snippet.network.key].templates[lang]
        fixed = "".join(t for p in template.paragraphs for line in p for t in line.texts)
        fixed += " : le lien est dans le billet. the link is in the post À faire ici Do it here"
        source = " ".join((*said, fixed, "VieLocale Venez nous voir", snippet.link, site.url))
        source += " https://exemple.org/venir/ 1 2 3 4 5 6 7 8 9"
        hold_together(snippet, site.address_of(post))
        if snippet.network.count not in _OF_PLAIN_TEXTS:
            assert recounted(snippet) == list(snippet.lengths)
        assert words(snippet.text) <= words(source), snippet.text


def hold_together(snippet: Snippet, address: str) -> None:
    """What is true of every snippet."""
    assert snippet.lengths[0] == snippet.network.length(snippet.parts[0], snippet.warning)
    assert all(length <= snippet.limit for length in snippet.lengths)
    assert not any(map(snippet.network.excess, (*snippet.parts, snippet.single)))
    assert snippet.single.count(snippet.link) == 1
    assert len(snippet.parts) > 1 or snippet.single == snippet.text
    assert snippet.text.count(snippet.link) == 1
    assert snippet.text.count(address.rstrip("/")) == 1
    assert "\u202f" not in snippet.text
    assert len(snippet.hashtags) <= snippet.network.hashtags.maximum
    share = snippet.network.share
    if share:
        text, link = share.read(snippet.share_url)
        assert link == snippet.link or snippet.link in text
        shown = [one for one in snippet.parts[0].split("\n\n") if one != snippet.link_line]
        assert not share.text or text == ("\n\n".join(shown) if share.link else snippet.parts[0])
        assert urlsplit(snippet.share_url).scheme in ("https", "mailto", "sms")
        assert parse_qs(urlsplit(snippet.share_url).query)


@pytest.mark.skipif(not CORPUS, reason="PORTEVOIX_CORPUS names no folder of posts")
def test_real_posts_hold_and_recount(site: Site) -> None:
    """Every snippet of every post, recounted by other means."""
    shelf = read_shelf(Path(CORPUS), site, networks=tuple(boards_of(site)))
    assert shelf.posts
    for post in shelf.posts:
        for snippet in compose_all(site, post):
            hold_together(snippet, site.address_of(post))
            assert recounted(snippet) == list(snippet.lengths), snippet.text


_BAITS = {
    "joined emoji": "👩‍👩‍👧‍👦",
    "flags": "🇫🇷",
    "keycaps": "1️⃣",
    "dots and slashes": "a.b/",
    "hosts": "a.com",
    "accents": "e\u0301\u0300",
    "brackets": "(a) ",
    "open quotes": "« ",
    "letters": "a",
}


@pytest.mark.parametrize("bait", _BAITS.values(), ids=_BAITS)
@pytest.mark.parametrize("key", ["message", "description"])
def test_time_grows_with_length(
    key: str, bait: str, site: Site, make_post: Callable[..., Post]
) -> None:
    """The longest field that is taken costs at most half a second more than plain words."""

    def seconds(text: str) -> float:
        post = replace(make_post(DRAFT), message=text, summary=text)
        if key == "message":
            post = replace(post, intention=Intention(message=text))
        start = time.process_time()
        with suppress(DiagnosticsError):
            compose_all(site, post)
        return time.process_time() - start

    text = bait * (MAX_LINE // len(bait))
    plain = ("mot " * MAX_LINE)[: len(text)]
    seconds("👍🏽 a.quebec")  # tables that are made once
    assert seconds(text) < seconds(plain) + 0.5
