"""Bluesky, Mastodon, Threads, short messages and plain counts."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from portevoix.networks import NETWORKS
from portevoix.networks.counting.sms import read_message, units

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
MASTODON = NETWORKS["mastodon"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@pytest.mark.parametrize(
    ("text", "graphemes", "utf16", "utf8", "threads"),
    [
        ("\u00a0", 1, 1, 2, 1),
        ("\u202f", 1, 1, 3, 1),
        ("e\u0301", 1, 2, 3, 2),
        ("🇫🇷", 1, 4, 8, 8),
        (FAMILY, 1, 11, 25, 25),
        ("1\ufe0f\u20e3", 1, 3, 7, 7),
        ("⚜\ufe0f", 1, 2, 6, 6),
        ("𝗴𝗿𝗮𝘀", 4, 8, 16, 8),
        ("l’été", 5, 5, 9, 5),
        ("a\r\nb", 3, 4, 4, 4),
        (f"é{FAMILY}e\u0301{FAMILY}x", 5, 26, 56, 54),
    ],
)
def test_a_sign_counts_as_each_network_says(
    text: str, graphemes: int, utf16: int, utf8: int, threads: int
) -> None:
    """Clusters for Bluesky beside its bytes, emoji as bytes for Threads, UTF-16 elsewhere."""
    bluesky = NETWORKS["bluesky"]
    assert bluesky.count(text) == graphemes
    assert [bound.count(text) for bound in bluesky.also] == [utf8]
    assert NETWORKS["facebook"].count(text) == utf16
    assert NETWORKS["threads"].count(text) == threads


@given(TEXTS)
def test_clusters_are_those_of_unicode(text: str) -> None:
    """The short way for Latin texts and the whole algorithm agree on any text."""
    assert NETWORKS["bluesky"].count(text) == len(regex.findall(r"\X", text))


def test_bluesky_holds_bytes_too() -> None:
    """120 families are 120 graphemes and exactly 3,000 bytes."""
    bluesky = NETWORKS["bluesky"]
    assert bluesky.excess(FAMILY * 120) == 0
    assert bluesky.excess(FAMILY * 120 + "a") == 1


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a" * 476 + " http://" + "b" * 30 + ".com/example", 500),
        ("a" * 475 + " @alice@" + "b" * 30 + ".com", 482),
        ("a" * 475 + " @alice", 482),
        (FAMILY * 500, 500),
        ("exemple.org/une/adresse/sans/protocole", 38),
        ("http://" + "b" * 500 + ".com", 511),  # a label is too long for a domain
        ("@alice@" + "b" * 250 + ".com", 261),  # a server too long to be one
        ("https://exemple.org/a\u202fb", 25),
        ("https://exemple.org/a?b=c\u00a0», dit-il", 31),  # the no-break space is swallowed
        ("https://exemple.org/Déneigement_(été).", 24),
        ("/@alice@exemple.org", 19),
        ("https://exemple.org/@alice@autre.org/1", 23),
    ],
)
def test_mastodon_counts_an_address_as_23_and_an_account_without_its_server(
    text: str, length: int
) -> None:
    assert MASTODON.count(text) == length


def test_a_content_warning_counts_with_the_text() -> None:
    """Nothing in it is counted short."""
    assert MASTODON.length("b" * 251, "a" * 250) == 501
    assert MASTODON.excess("b" * 251, "a" * 250) == 1
    assert MASTODON.length("a", "https://exemple.org/un-long-chemin-vers-la-page") == 48


@pytest.mark.parametrize(
    ("text", "alphabet", "length", "parts"),
    [
        ("", "GSM-7", 0, 0),
        ("a" * 160, "GSM-7", 160, 1),
        ("a" * 161, "GSM-7", 161, 2),
        ("a" * 306, "GSM-7", 306, 2),
        ("a" * 307, "GSM-7", 307, 3),
        ("éèàùÇ'", "GSM-7", 6, 1),
        ("ç" + "a" * 69, "UCS-2", 70, 1),
        ("ê" + "a" * 70, "UCS-2", 71, 2),
        ("’" * 134, "UCS-2", 134, 2),
        ("’" * 135, "UCS-2", 135, 3),
        ("€" * 80, "GSM-7", 160, 1),
        ("€" * 81, "GSM-7", 162, 2),
        ("a" * 152 + "€" * 76 + "bb", "GSM-7", 306, 3),  # a € does not straddle two segments
        ("😀" * 35, "UCS-2", 70, 1),
        ("a" * 66 + "😀" * 34, "UCS-2", 134, 3),
        ("\u00a0", "UCS-2", 1, 1),
    ],
)
def test_a_short_message_is_counted_in_segments(
    text: str, alphabet: str, length: int, parts: int
) -> None:
    """160 signs of GSM-7 or 70 of UCS-2 for one, 153 or 67 in each of several."""
    message = read_message(text)
    assert (message.alphabet, units(text)) == (alphabet, length)
    assert NETWORKS["sms"].count(text) == parts


@pytest.mark.parametrize(
    ("key", "a_second"), [("facebook", 100_000), ("bluesky", 100_000), ("x", 10_000)]
)
def test_counting_is_fast(key: str, a_second: int) -> None:
    """Half the promised speed is asked here, so that a busy machine does not fail it."""
    text = "La bibliothèque ouvre le dimanche dès le 6 décembre : lecture, jeux et ateliers. " * 2
    text += "https://blog.exemple.org/blog/b/?utm_source=x" * (key == "x")
    count = NETWORKS[key].count
    count(text)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for _ in range(300):
            count(text)
        best = min(best, (time.process_time() - start) / 300)
    assert best < 2 / a_second
