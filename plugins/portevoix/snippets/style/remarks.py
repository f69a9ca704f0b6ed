"""The remarks themselves: each takes a text and yields the passages that it would send back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from portevoix.prose import asks, bare, leans, may_lose_capital, says_again, telling
from portevoix.snippets.cutting import whole_sentences
from portevoix.snippets.style.said import Said
from portevoix.snippets.threads import LEAST

_ADDRESS = re.compile(
    r"(?:https?://|mailto:)\S+|(?<![\w.-])\w[\w.-]{0,80}\.(?:ca|com|fr|gov|io|net|org)\b\S*"
)
_COLON = re.compile(r":[ \u00a0\u202f](?=[^\W\d_a-z])")
_NUMBER = re.compile(r" ?\(\d{1,2}/\d{1,2}\)")
_LEAD = re.compile(r"^[–—•-] +")
_HASHTAGS = re.compile(r"(?:#\w+\s*)+")
_SPACES = re.compile(r"[ \u00a0\u202f]{2,}")
_DOUBLE = re.compile(r"(?<!\.)\.\.(?!\.)|,[,;:.]|[;:][,;:.]|[!?…][.,;:]|!{2,}|\?{2,}|…\.")
_ASIDE = re.compile(r"\([^()]{0,60}\)")  # until when
_MOST = 40  # lines that are compared
_SHOWN = 80  # characters of a passage that is quoted


def capital_after_colon(said: Said) -> Iterator[str]:
    """A capital after a colon, where the word is surely no name."""
    for part in said.parts:
        for found in _COLON.finditer(part):
            if may_lose_capital(part[found.end() : found.end() + 40], said.lang):
                yield _shown(part[max(0, found.start() - 20) : found.end() + 20])


def line_said_twice(said: Said) -> Iterator[str]:
    """A line that says nothing that another does not."""
    lines = list(islice(_lines(said), _MOST))
    texts = [_ADDRESS.sub("", line) for line in lines]
    told = [(telling(text), f" {bare(text)} ") for text in texts]
    for n, line in enumerate(lines):
        tells, words = told[n]
        for m, (other, others) in enumerate(told):
            if m == n or (m > n and len(tells) >= len(other)):  # of two alike, the later repeats
                continue
            leads = texts[n] != line  # one with an address says where, unless in the very words
            if (not leads and says_again(line, other)) or (
                words.count(" ") > 3 and words in others
            ):
                yield _shown(line)
                break


def call_without_a_place(said: Said) -> Iterator[str]:
    """A call that leads elsewhere than to the post, and does not say where."""
    if not said.call:
        return
    words = said.call.rstrip(" .!:\u00a0")
    for part in said.parts:
        for line in part.split("\n"):
            rest = line.removeprefix(words)
            if rest != line and not _HASHTAGS.sub("", _NUMBER.sub("", _ASIDE.sub("", rest))).strip(
                " .!:\u00a0"
            ):
                yield _shown(words)


def short_message(said: Said) -> Iterator[str]:
    """A message of a thread that could stand in the one before."""
    if len(said.parts) > 1:
        for part in said.parts:
            if len(_NUMBER.sub("", part).strip()) < LEAST:
                yield _shown(part)


def orphan(said: Said) -> Iterator[str]:
    """A question parted from its answer, a pronoun parted from its noun."""
    for n, part in enumerate(said.parts, 1):
        prose = _prose(part)
        first = _LEAD.sub("", prose)
        if n > 1 and leans(first, said.lang):
            yield _shown(first)
        if n < len(said.parts) and asks(prose):
            yield _shown(whole_sentences(prose)[-1])
    source = whole_sentences(said.source)
    whole = "\n".join(said.parts)
    for before, after in pairwise(source):
        if asks(before) and before in whole and after not in whole and _last(before, whole):
            yield _shown(before)
        if (
            leans(after, said.lang)
            and after in whole
            and before not in whole
            and not says_again(before, telling(whole))
        ):
            yield _shown(after)


def spaces_in_a_row(said: Said) -> Iterator[str]:
    """Two spaces between two words."""
    for line in "\n".join(said.parts).split("\n"):
        if found := _SPACES.search(line):
            yield _shown(line[max(0, found.start() - 20) : found.end() + 20])


def signs_in_a_row(said: Said) -> Iterator[str]:
    """Two signs that do not go together."""
    for line in _lines(said):
        line = _ADDRESS.sub("", line)
        if found := _DOUBLE.search(line):
            yield _shown(line[max(0, found.start() - 20) : found.end() + 5])


def _lines(said: Said) -> Iterator[str]:
    """Each line that says something, without its number, its lead sign and its hashtags."""
    for part in said.parts:
        for line in part.split("\n"):
            line = _HASHTAGS.sub("", _LEAD.sub("", _NUMBER.sub("", line))).strip()
            if line and not _ADDRESS.fullmatch(line):
                yield line


def _prose(part: str) -> str:
    """The message without what ends it: its number, links and hashtags that stand alone."""
    lines = [_HASHTAGS.sub("", _NUMBER.sub("", line)).strip() for line in part.split("\n")]
    kept = [line for line in lines if line and not _ADDRESS.search(line)]
    return " ".join(kept)


def _last(sentence: str, whole: str) -> bool:
    """Whether nothing follows a sentence in its paragraph."""
    after = whole[whole.index(sentence) + len(sentence) :]
    return not after.partition("\n")[0].strip()


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
