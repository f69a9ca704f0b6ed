"""X counts as twitter-text version 3 does, with discounted emoji."""

from __future__ import annotations

import emoji
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.networks import NETWORKS

count = NETWORKS["x"].count
FAMILY = "👨\u200d👩\u200d👧\u200d👦"
LABEL = "a" * 63


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 0),
        ("Bonjour", 7),
        ("é", 1),
        ("e\u0301", 1),  # composed before it is counted
        ("ガ", 2),
        ("カ\u3099", 2),
        ("saïs", 4),
        ("저찀쯿쿿", 8),
        ("\U00010000\U0010ffff", 4),
        ("\u10ff\u1100", 3),  # the first range ends there
        ("\u2000\u200d\u200e\u200f\u2010\u201f", 8),
        ("\u2020\u2031\u2032\u2037\u2038", 8),
        # French signs
        ("« l’été – l’œuvre — »", 21),
        ("\u00a0", 1),
        ("\u202f", 2),
        ("…", 2),
        ("€", 2),
        ("→", 2),
        ("•", 2),
        ("1ᵉʳ", 4),
        ("𝗴𝗿𝗮𝘀", 8),
        # Emoji
        ("😷", 2),
        ("😷👾😡🔥💩", 10),
        ("🙋🏽", 2),
        ("👨\u200d🎤", 2),
        (FAMILY, 2),
        (f"H🐱☺{FAMILY}", 7),
        ("1\ufe0f\u20e3", 2),
        ("1\u20e3", 2),
        ("⚜\ufe0f", 2),
        ("🇨🇦🇫🇷", 4),
        ("🇦", 2),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2),
        ("🧕🏾", 2),
        ("©", 1),
        ("©\ufe0f", 2),
        ("\ufe0f", 2),
        # Addresses
        ("https://exemple.org/a", 23),
        ("http://exemple.org/" + "a" * 300, 23),
        ("HTTPS://EXEMPLE.ORG", 23),
        ("https://a.org " * 10, 240),
        ("Voir https://exemple.org/billet.", 29),
        ("Voir https://exemple.org/billet, puis", 34),
        ("(https://exemple.org/a_(b))", 25),
        ("https://exemple.org/a?b=c&d=é", 24),
        ("https://exemple.org:8080/é", 23),
        ("https://exemple.org/a!", 24),
        ("https://Жук.рф/жук", 23),
        ("https://münchen.de", 23),
        ("exemple.org", 23),
        ("gouv.qc.ca", 23),
        ("www.ville.quebec/avis?x=1", 23),
        ("exemple.org?x=1", 27),  # without a scheme, a query wants a path
        ("le site exemple.org et gouv.fr", 58),
        ("art.de", 23),
        ("À 20h.La suite", 31),
        ("fin.Le index.html v1.2 etc.Voir", 31),
        ("courriel@exemple.org", 20),
        ("#exemple.org", 12),
        ("$exemple.org", 12),
        ("-exemple.org", 12),
        ("_exemple.org", 12),
        ("/exemple.org", 12),
        ("Écoles.ca", 24),  # at the very start the accented letter stands before the address
        (" Écoles.ca", 24),
        ("日本exemple.org", 27),
        ("exemple.org日本", 27),
        (f"{LABEL}.com", 23),
        (f"{LABEL}a.com", 68),
        ("http://" + "é" * 60 + ".com", 71),
        ("http://exemple.inconnu/", 23),
        ("https://exemple", 15),
        ("https://xn--bcher-kva.com", 23),
        ("https://t.co/abc!def", 27),
        ("https://t.co/" + "a" * 41, 54),
        ("https://localhost/", 18),
        ("https://192.168.0.1/", 20),
        # Marks of direction
        ("\u202aexemple.org\u202c", 27),
        ("\u2066https://exemple.org\u2069", 27),
    ],
)
def test_a_text_weighs_what_the_published_rules_say(text: str, weight: int) -> None:
    """Code points in four ranges weigh 1, all others 2, an emoji 2 and an address 23."""
    assert count(text) == weight


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="."), max_size=60))
def test_without_an_address_the_weight_is_the_sum_of_its_signs(text: str) -> None:
    """Recounted sign by sign, with the emoji found by another reader."""
    from unicodedata import normalize

    light = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
    text = normalize("NFC", text)
    found = {e["match_start"]: e["match_end"] for e in emoji.emoji_list(text)}
    total = at = 0
    while at < len(text):
        end = found.get(at, at + 1)
        alone = end - at == 1 and any(a <= ord(text[at]) <= b for a, b in light)
        total += 1 if alone else 2
        at = end
    assert count(text) == total


@given(st.text(st.sampled_from("aé.:/?#@()-_ 日中국😀\u202f\u200fxn-org.com.ca"), max_size=80))
def test_any_text_is_counted(text: str) -> None:
    """Addresses never make a text weigh less than nothing nor stop the count."""
    assert 0 <= count(text) <= 23 * (len(text) + 1)
