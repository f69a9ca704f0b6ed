"""An acronym is added once, then spelt out once a page."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from portevoix.checks.glossary import expand, with_acronym

_GLOSSARY = {"RIE": "Régie intermunicipale <des eaux>"}


def test_an_acronym_takes_its_place() -> None:
    """Sorted, the comments kept."""
    text = "# Nos sigles\nFALC: facile à lire\nRSS: un format\n"
    assert with_acronym(text, "LSQ", "langue des signes") == (
        "# Nos sigles\nFALC: facile à lire\nLSQ: langue des signes\nRSS: un format\n"
    )


@given(st.text(alphabet="abé :#'\"{}-,&!%@\\", min_size=1, max_size=30).map(str.strip).filter(bool))
def test_any_name_reads_back(name: str) -> None:
    """Whatever its signs, the name that YAML reads is the name that was given."""
    assert yaml.safe_load(with_acronym("", "RIE", name)) == {"RIE": name}


def test_only_the_first_use_is_spelt_out() -> None:
    """Attributes, code and what is already spelt out stay as they are."""
    page = '<p title="RIE"><code>RIE</code> La RIE. La RIE.</p>'
    assert expand(page, _GLOSSARY) == (
        '<p title="RIE"><code>RIE</code> La <abbr title="Régie intermunicipale &lt;des eaux&gt;">'
        "RIE</abbr>. La RIE.</p>"
    )


@given(st.text(alphabet="<>/abRIE \"'=!-&;", max_size=80))
def test_expanding_only_adds_tags(page: str) -> None:
    """Taking the added tags out again gives the page back."""
    once = expand(page, {"RIE": "x"})
    assert once.replace('<abbr title="x">RIE</abbr>', "RIE", 1) == page or once == page
