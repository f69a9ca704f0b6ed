"""Hostile text costs no more than its length."""

from __future__ import annotations

import time

import pytest

from portevoix.checks.rules import RULES

from .maker import report_on

_BAITS = {
    "one line": "mot ",
    "links": "[a](b)",
    "open brackets": "[",
    "open links": "[a](",
    "titles": "[a](b '",
    "pictures": "![",
    "tags": "<a ",
    "quoted tags": '<a x="',
    "comments": "<!--",
    "ticks": "`` ` ",
    "stars": "*a",
    "entities": "&a",
    "tables": "|a",
    "quotes": "> ",
    "digits": "1 ",
    "long digits": "4",
    "sins": "130 692 544 ",
    "accounts": "FR76 AAAA ",
    "capitals": "AA00AAAA",
    "dates": "mardi 12 ",
    "months": "1 mars ",
    "mails": "a.b@",
    "mail dots": "a@b.",
    "hashtags": "#a",
    "emojis": "😀",
    "false letters": "𝗮 ",
    "signs": " :",
    "guillemets": "« ",
    "acronyms": "A.B.",
    "shouting": "AAA ",
    "dotted": "a·",
    "brackets": "a(e)",
    "sentences": "A. ",
    "exceptions": "<!-- charte: ignorer R07 -->",
    "newlines": "\n",
}
_SIZE = 8_000  # characters; the longer text has eight times as many
_TIMES = 8
_RATIO = 4  # how far beyond its share of the length the time may go, on a busy machine


@pytest.mark.parametrize("bait", _BAITS.values(), ids=_BAITS)
def test_time_grows_with_length(bait: str) -> None:
    """Eight times the text takes about eight times as long: never its square."""
    short, long = _seconds(bait, _SIZE), _seconds(bait, _SIZE * _TIMES)
    assert long < max(short, 0.004) * _TIMES * _RATIO, (short, long)


def _seconds(bait: str, size: int) -> float:
    text = bait * (size // len(bait))
    best = 1e9
    for _ in range(2):
        start = time.process_time()
        report = report_on(text, RULES)
        best = min(best, time.process_time() - start)
        assert report.failures == ()
    return best
