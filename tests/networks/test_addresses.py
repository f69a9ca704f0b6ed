"""A text is searched for the top-level domains that it may name, and nothing is missed."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from portevoix.networks.counting.addresses import (
    _FLAGS,
    _USUAL,
    Ends,
    Paths,
    _top_level,
    address_pattern,
    ends_in,
    plain_domain_pattern,
    read_domains,
)

PATHS = Paths(path="a-z", path_end="a-z", query="a-z", query_end="a-z")
ANY_END = re.compile(rf"\.{_top_level(Ends.ALL)}", _FLAGS)
SIGNS = (
    *(
        "a",
        "b",
        "é",
        "-",
        "_",
        ".",
        ".",
        ".",
        "/",
        ":",
        "://",
        "http",
        "?",
        "@",
        "+",
        "«",
        "…",
        "\n",
    ),
    *("com", "ORG", "qc", "ca", "Fr", "co", "aero", "zip", "xn--", "xn--p1ai", "рф", "РФ", "한국"),
    *("भारत", "vermögensberater", "VERMÖGENSBERATER", "ſ", "K", "1"),
)


def test_the_usual_domains_exist() -> None:
    assert set(read_domains()) >= _USUAL


@given(st.lists(st.sampled_from(SIGNS), max_size=14).map("".join))
@example("a.comé")
@example("a.verm")
@example("a.b.com.aero@c.fr")
def test_what_is_not_looked_for_is_not_there(text: str) -> None:
    ends = ends_in(text)
    assert bool(ends) is (ANY_END.search(text) is not None)
    if ends:
        for few, all_of_them in (
            (address_pattern(PATHS, ends), address_pattern(PATHS, Ends.ALL)),
            (plain_domain_pattern(ends), plain_domain_pattern(Ends.ALL)),
        ):
            found = [one.regs for one in few.finditer(text)]
            assert found == [one.regs for one in all_of_them.finditer(text)]
