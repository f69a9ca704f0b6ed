"""Every type of public page: nothing foreign, nothing broken, accessible, usable by keyboard."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from tests.chromium import Open

pytestmark = pytest.mark.browser

# One address of each type of page.
PAGES = {
    "home": "",
    "blog": "blog/",
    "second page of the blog": "blog/page/2/",
    "year": "blog/archives/2026/",
    "category": "blog/rubrique/eau/",
    "author": "blog/equipe/eau/",
    "tag": "blog/etiquette/eau-potable/",
    "kind": "blog/type/crisis/",
    "announcement": "blog/deneigement-alertes/",
    "decision": "blog/pont-de-la-scierie/",
    "consultation": "blog/parc-des-aulnes-bancs/",
    "event": "blog/nuit-des-contes-2026/",
    "correction": "blog/eau-du-robinet-bonne-a-boire/",
    "emergency": "blog/bris-aqueduc-moulin/",
    "recruitment": "blog/gestionnaire-de-communaute/",
    "looking back": "blog/retour-bris-aqueduc/",
    "English post": "blog/tap-water-safe-to-drink/",
    "expired post": "blog/encombrants-ete-2026/",
    "subscription": "abonnement/",
    "search": "recherche/?q=eau",
    "contact": "contact/",
    "legal notice": "mentions-legales/",
    "privacy": "confidentialite/",
    "accessibility": "accessibilite/",
    "accessibility, France": "accessibilite-france/",
    "lost": "404.html",
}
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_loads_whole_from_its_own_host(
    open_page: Open, public_address: str, path: str
) -> None:
    watched = open_page(public_address + path)
    assert watched.faults == []
    assert watched.page.context.cookies() == []
    assert watched.page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_type_of_page(
    open_page: Open, public_address: str, width: int, scheme: str
) -> None:
    found = []
    for name, path in PAGES.items():
        page = open_page(public_address + path, width=width, scheme=scheme).page
        page.evaluate(AXE)
        violations = page.evaluate("axe.run().then(result => result.violations)")
        found += [
            f"{name}: {violation['id']} {json.dumps(violation['nodes'][0]['target'])}"
            for violation in violations
        ]
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if overflow > 0:
            found.append(f"{name}: {overflow} px wider than the screen")
        page.context.close()
    assert found == []


@pytest.mark.parametrize("path", ["", "blog/", "blog/nuit-des-contes-2026/", "abonnement/"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    open_page: Open, public_address: str, path: str
) -> None:
    page = open_page(public_address + path, width=320, script=True).page
    wanted = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, summary, select')]
            .filter(e => e.checkVisibility() && !e.disabled
                && !(e.type === 'radio' && !e.checked)).length"""
    )
    reached = set()
    for _ in range(wanted * 2 + 20):
        page.keyboard.press("Tab")
        place, shown = page.evaluate(
            """() => {
                const e = document.activeElement, s = getComputedStyle(e);
                const all = [...document.querySelectorAll('*')];
                const label = e.nextElementSibling ? getComputedStyle(e.nextElementSibling) : s;
                const drawn = [s, label].some(x => x.outlineStyle !== 'none' || x.boxShadow !== 'none');
                return [all.indexOf(e), e === document.body || drawn];
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        reached.add(place)
    assert len(reached) >= wanted


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_without_script_a_page_says_as_much(
    open_page: Open, public_address: str, path: str
) -> None:
    page = open_page(public_address + path, script=False).page
    assert page.locator("main h1").count() == 1
    assert page.locator("main").inner_text().strip()
