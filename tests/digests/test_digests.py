"""What keys of caches stand on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portevoix.digests import digest

texts = st.text(alphabet=st.characters() | st.sampled_from("'\",\\\0\udc80"), max_size=4)
parts = st.lists(texts | st.integers() | st.none() | st.booleans(), max_size=3)


@given(one=parts, other=parts)
def test_only_the_same_parts_have_the_same_digest(one: list[object], other: list[object]) -> None:
    """`("ab", "c")` is not `("a", "bc")`, `None` is not `"None"`; a lone surrogate is a letter."""
    same = [(type(part), part) for part in one] == [(type(part), part) for part in other]
    assert (digest(*one) == digest(*other)) == same
    assert len(digest(*one)) == 32
