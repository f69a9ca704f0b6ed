"""Every type of public page: nothing foreign, nothing broken, accessible, usable by keyboard."""

from __future__ import annotations

import pytest
from tests.chromium import Open, Watched, faults_in_views

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
    "lost": "404.html",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_a_page_loads_whole_from_its_own_host(
    one_tab: Watched, public_address: str, path: str
) -> None:
    """Nor does one leave anything behind: no cookie, nothing stored."""
    one_tab.go(public_address + path)
    assert one_tab.faults == []
    assert one_tab.page.context.cookies() == []
    assert one_tab.page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing_on_any_type_of_page(
    one_tab: Watched, public_address: str, path: str
) -> None:
    """Nor is one wider than the screen, on a small telephone or a desk."""
    assert faults_in_views(one_tab, public_address + path, (320, 1280)) == []


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
    reached: list[int] = []
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
        if place in reached[:1]:
            break  # once around: the same would come again
        reached.append(place)
    assert len(set(reached)) >= wanted


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_without_script_a_page_says_as_much(
    one_tab_without_script: Watched, public_address: str, path: str
) -> None:
    one_tab_without_script.go(public_address + path)
    page = one_tab_without_script.page
    assert page.locator("main h1").count() == 1
    assert page.locator("main").inner_text().strip()
