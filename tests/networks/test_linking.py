"""What X and Bluesky make links of, as their own libraries find it: twitter-text 3.1.0 and
`detectFacets` of @atproto/api 0.21.0, run on each of these texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.networks import NETWORKS, Linked

FOUND = [
    ("L’horaire est sur quebec.ca.", ("quebec.ca",), ("quebec.ca",)),
    ("Lundi.Me Roy répond.", ("Lundi.Me",), ()),
    ("Article 3.Le texte", (), ()),
    ("Voir plan.zip et README.md", ("plan.zip", "README.md"), ("plan.zip", "README.md")),
    ("(voir ville.fr/x)", ("ville.fr/x",), ("ville.fr/x",)),
    (
        "https://exemple.org/a(b), puis",
        ("https://exemple.org/a(b)",),
        ("https://exemple.org/a(b)",),
    ),
    ("Voir saint-jean.org", ("saint-jean.org",), ()),
    ("Voir Ville.FR", ("Ville.FR",), ()),
    ("l’exemple.org", ("exemple.org",), ()),
    ("HTTPS://exemple.org", ("HTTPS://exemple.org",), ()),
    ("prenom.paris@ville.fr", (), ("prenom.paris@ville.fr",)),
    ("info@ville.fr", (), ()),
    ("Voir tiffany.off ou radio.music", ("tiffany.off",), ("radio.music",)),
    ("25 $US, 25 $ US, 25$US", ("$US",), ("$US",)),
    ("$CA.", ("$CA",), ("$CA",)),
    ("Merci à @aulnes!", ("@aulnes",), ()),
    ("@aulnes.fr répond", ("@aulnes",), ("@aulnes.fr",)),
    ("(@bob)", ("@bob",), ()),
    ("RT @bob: oui", ("@bob",), ()),
    ("a@bob", (), ()),
    ("@bob@social.example", (), ()),
    ("@bobé", (), ()),
    ("@ville/services", ("@ville/services",), ()),
    ("Le 16.30 h, A.1, v1.2", (), ()),
    ("« ville.fr »", ("ville.fr",), ("ville.fr",)),
    ("ville.fr…", ("ville.fr",), ("ville.fr…",)),
    ("quebec.ca/a,quebec.ca/b", ("quebec.ca/a,quebec.ca/b",), ("quebec.ca/a,quebec.ca/b",)),
]


def _words(text: str, found: tuple[Linked, ...]) -> tuple[str, ...]:
    return tuple(text[one.start : one.end] for one in found)


@pytest.mark.parametrize(("text", "by_x", "by_bluesky"), FOUND)
def test_a_word_is_a_link_where_the_network_s_own_library_makes_one(
    text: str, by_x: tuple[str, ...], by_bluesky: tuple[str, ...]
) -> None:
    x, bluesky = NETWORKS["x"].linked, NETWORKS["bluesky"].linked
    assert x is not None and bluesky is not None
    assert (_words(text, x(text)), _words(text, bluesky(text))) == (by_x, by_bluesky)


@given(st.text(alphabet="ab.é@$:/ ()#\n\u00a0😀1,", max_size=60))
def test_links_stand_in_the_text_in_order(text: str) -> None:
    """Whatever is written, each is a stretch of it; those of X do not overlap."""
    for key in ("x", "bluesky"):
        linked = NETWORKS[key].linked
        assert linked is not None
        found = linked(text)
        assert list(found) == sorted(found)
        assert all(0 <= one.start < one.end <= len(text) for one in found)
        if key == "x":
            assert all(a.end <= b.start for a, b in pairwise(found))
