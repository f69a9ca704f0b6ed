"""Two changes of one text, made one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from portevoix.workbench.merging import Choice, Sort, merged, passages

BASE = "un\ndeux\ntrois\nquatre\ncinq\n"
lines = st.lists(st.sampled_from(["a\n", "b\n", "c\r\n", "\n", "d\n", "e\n"]), max_size=12)
texts = lines.map("".join) | st.text(alphabet="ab\n\r", max_size=20)


def test_changes_that_do_not_touch_are_joined_without_a_choice() -> None:
    found = passages(BASE, BASE.replace("un", "UN"), BASE.replace("cinq", "CINQ"))
    assert [one.sort for one in found] == [Sort.MINE, Sort.SAME, Sort.THEIRS]
    assert merged(found, {}) == "UN\ndeux\ntrois\nquatre\nCINQ\n"


def test_one_line_changed_on_both_sides_waits_for_the_person() -> None:
    found = passages(BASE, BASE.replace("trois", "3"), BASE.replace("trois", "III"))
    (torn,) = [n for n, one in enumerate(found) if one.sort is Sort.BOTH]
    assert found[torn].proposed is None
    said = {choice: merged(found, {torn: choice}).split()[2:-2] for choice in Choice}
    assert said == {Choice.MINE: ["3"], Choice.THEIRS: ["III"], Choice.BOTH: ["3", "III"]}


def test_without_the_text_that_both_began_with_all_that_differs_is_a_choice() -> None:
    found = passages(None, "un\nmien\n", "un\nleur\n")
    assert [one.sort for one in found] == [Sort.SAME, Sort.BOTH]


@given(texts, texts, texts)
def test_each_text_is_whole_in_its_passages_and_a_change_of_one_alone_is_kept(
    base: str, mine: str, theirs: str
) -> None:
    for begun in (base, None):
        found = passages(begun, mine, theirs)
        assert "".join(one.mine for one in found) == mine
        assert "".join(one.theirs for one in found) == theirs
        ranks = range(len(found))
        assert merged(found, dict.fromkeys(ranks, Choice.MINE)) == mine
        assert merged(found, dict.fromkeys(ranks, Choice.THEIRS)) == theirs
    assert merged(passages(base, mine, base), {}) == mine
    assert merged(passages(base, base, theirs), {}) == theirs
    assert merged(passages(base, mine, mine), {}) == mine


def test_a_text_without_end_is_joined_in_bounded_time() -> None:
    """What both begin and end with is not compared; what is too long to compare is one choice."""
    long = "\n" * 200_000
    found = passages(f"x\n{long}x\n", f"a\n{long}x\n", f"x\n{long}b\n")
    assert "".join(one.mine for one in found) == f"a\n{long}x\n"
    found = passages(f"{long}x\ny\n{long}", f"{long}a\ny\n{long}", f"{long}x\nb\n{long}")
    assert merged(found, dict.fromkeys(range(len(found)), Choice.MINE)) == f"{long}a\ny\n{long}"
    assert [one.sort for one in found if one.sort is Sort.SAME] == [Sort.SAME] * 2
