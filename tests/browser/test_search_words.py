"""The words that citizens type lead first to what they mean, though it is written otherwise."""

from __future__ import annotations

import pytest
from tests.chromium import Open

pytestmark = pytest.mark.browser

# Word → the page that is meant.
MEANT = {
    "poubelle": "contact/",
    "ordures": "contact/",
    "encombrants": "contact/",
    "neige": "blog/deneigement-alertes/",
    "déneiger": "blog/deneigement-alertes/",
    "stationnement": "blog/deneigement-alertes/",
    "auto": "blog/deneigement-alertes/",
    "taxes": "contact/",
    "permis": "contact/",
    "nid-de-poule": "contact/",
    "pont": "blog/pont-de-la-scierie/",
    "travaux": "blog/pont-de-la-scierie/",
    "robinet": "blog/eau-du-robinet-bonne-a-boire/",
    "ébullition": "blog/bris-aqueduc-moulin/",
    "urgence": "blog/bris-aqueduc-moulin/",
    "bancs": "blog/parc-des-aulnes-bancs/",
    "job": "blog/gestionnaire-de-communaute/",
    "emploi": "blog/gestionnaire-de-communaute/",
    "téléphone": "contact/",
    "journaliste": "contact/",
}


def test_everyday_words_lead_first_to_what_is_meant(public_address: str, open_page: Open) -> None:
    page = open_page(f"{public_address}recherche/?q=pont").page
    page.wait_for_function("document.querySelectorAll('.result').length > 0")
    field = page.get_by_role("searchbox")
    found = {}
    for word in MEANT:
        field.fill(word)
        field.press("Enter")
        page.wait_for_function(
            "document.querySelector('[data-search-results]').ariaBusy !== 'true'"
        )
        first = page.locator(".result-title a").first.get_attribute("href") or ""
        found[word] = first.removeprefix("../").split("#")[0]
    assert found == MEANT
