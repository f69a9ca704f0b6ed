"""Addresses made of French words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.posts.slug import MAX_LENGTH, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("L'été à l'école n°3", "l-ete-a-l-ecole-n3"),
        ("Atelier d’idéation : 20\u202f% de places", "atelier-d-ideation-20-de-places"),
        ("Œuvre et cœur", "oeuvre-et-coeur"),
        ("E\u0301te\u0301", "ete"),
        ("« Ça y est\u00a0! »", "ca-y-est"),
        ("日本", ""),
    ],
)
def test_french_titles_give_plain_addresses(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text(max_size=300))
def test_a_slug_is_its_own_slug_and_safe_in_any_address(title: str) -> None:
    slug = slugify(title)
    assert slugify(slug) == slug
    assert len(slug) <= MAX_LENGTH
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
