"""Links, mentions and hashtags, byte for byte as the network's own library finds them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portevoix.sending.facets import facets_of

TEXTS = (
    "L’été à Québec : https://exemple.org/été?a=1&b=2, puis #Québec.",
    "(https://exemple.org/a) (https://exemple.org/a_(b)) https://exemple.org/a)",
    "Voir quebec.ca. Et exemple.org/page! Non : 3.Le, v1.2, fichier.pdf, Fin.Bon",
    "https://exemple.org\u00a0: suite https://exemple.org\u202f; http:// https://é",
    "#Saint-Jean #l’été #1 #2026 #a1 #️⃣ # ##double #fin. #« ＃plein (#non) x#non",
    "@ville.exemple.org, (@ville.test) @seul @ville.exemple.org. courriel@exemple.org @a.ca_b",
    "👨‍👩‍👧‍👦 https://exemple.org/👍 #famille👨‍👩‍👧 🇫🇷#drapeau",
    "$CAD ($usd), $TROPLONG $1A #\u200btag #ta\u200bg\n#ligne\nexemple.com\n@ligne.ca",
    "\ufeff#bom \ufeffhttps://exemple.org HTTPS://EXEMPLE.ORG Exemple.COM exemple.Com",
    "#" + "a" * 64 + " #" + "b" * 65 + " #" + "😀" * 32 + " #" + "😀" * 33,
    "",
    " ",
    "#٣ #٣a https://x.ca?q=« » fin",
)


def theirs(node: tuple[str, Path], texts: list[str]) -> list[list[dict[str, Any]]]:
    program, folder = node
    done = subprocess.run(
        [program, "facets.mjs"],
        cwd=folder,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def ours(text: str) -> list[dict[str, Any]]:
    return facets_of(text, lambda handle: handle)  # as they are before anybody is asked


def test_facets_are_those_of_the_networks_own_library(node: tuple[str, Path]) -> None:
    for text, facets in zip(TEXTS, theirs(node, list(TEXTS)), strict=True):
        assert ours(text) == facets, text


def test_facets_of_any_text_are_theirs_too(node: tuple[str, Path]) -> None:
    signs = [*"#＃@.$():/ \n,;!?'_-aZ1é", "\u00a0", "\u202f", "\ufe0f", "\u200d", "\u2028"]
    words = ["\ufeff", "https://", "exemple.org", ".ca", "quebec", "👍", "٣", "«", "’", "\x85", "ſ"]
    texts: list[str] = []

    @settings(max_examples=500)
    @given(st.lists(st.sampled_from([*signs, *words, "\x1c"]), max_size=24).map("".join))
    def gather(text: str) -> None:
        texts.extend((text, f"a {text} https://exemple.org/{text} #mot{text}"))

    gather()
    assert len(texts) >= 1000
    for text, facets in zip(texts, theirs(node, texts), strict=True):
        assert ours(text) == facets, repr(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("à https://exemple.org/a.", [(3, 24, "https://exemple.org/a")]),
        ("Québec : #l’été !", [(10, 20, "l’été")]),
        ("sans rien", []),
    ],
)
def test_offsets_count_bytes(text: str, said: list[tuple[int, int, str]]) -> None:
    found = [
        (
            one["index"]["byteStart"],
            one["index"]["byteEnd"],
            one["features"][0].get("uri") or one["features"][0].get("tag"),
        )
        for one in ours(text)
    ]
    assert found == said
    for start, end, value in found:
        assert text.encode()[start:end].decode().lstrip("#") == value
