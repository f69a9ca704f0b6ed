"""The workbench as a person meets it in a browser: by keyboard, in both schemes, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from portevoix.dates import hour_of, long_moment
from tests.chromium import AXE, AXE_VIOLATIONS, PATIENCE, SCHEMES, watch
from tests.workbench.workshop import BODY, POST, Shop, free_port, project, started

pytestmark = pytest.mark.browser
WIDTHS = (360, 768, 1280)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "TZ", "Asia/Kathmandu"
        )  # a machine whose clocks say other minutes than the site's
        with started(project(tmp_path_factory.mktemp("shop"))) as found:
            yield found


@pytest.fixture
def page(browser: Browser, shop: Shop) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-CA")
    context.set_default_timeout(PATIENCE)
    found = context.new_page()
    faults: list[str] = []
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on("console", lambda one: faults.append(one.text) if one.type == "error" else None)
    yield found
    context.close()
    assert faults == []


def opened(page: Page, shop: Shop, name: str = "pont.md") -> None:
    page.goto(f"{shop.address}billets/{name}")
    page.wait_for_selector("[data-editor][data-ready]")


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    """Reach a control with the Tab key alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => !!document.activeElement.closest(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by keyboard")


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_passes_the_screen(
    browser: Browser, shop: Shop, width: int
) -> None:
    """On every page of posts, light and dark, at three widths."""
    watched = watch(browser, width=width, reduced_motion="reduce")
    page, found = watched.page, []
    page.unroute("**/*")
    for path in (
        "billets",
        "billets?etat=wrong",
        "nouveau",
        "billet/pont.md",
        "billets/pont.md",
        "corbeille",
        "rien",
    ):
        page.goto(f"{shop.address}{path}")
        if path == "billets/pont.md":
            page.wait_for_selector("[data-editor][data-ready]")
            page.wait_for_selector(".bench-remark")
        page.evaluate(AXE)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            # The page in the frame is the site's own, which its own tests look at.
            faults = page.evaluate(
                AXE_VIOLATIONS.replace("axe.run({", "axe.run({exclude: [['iframe']]}, {")
            )
            found += [
                f"{path} {scheme}: {one['id']} {one['nodes'][0]['html'][:120]}" for one in faults
            ]
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [f"{path}: {over} px wider than the screen"] if over > 0 else []
    page.context.close()
    assert found == []


def test_a_post_is_begun_written_and_saved_by_keyboard_alone(page: Page, shop: Shop) -> None:
    """From the list to a saved post with its message, a heading by the toolbar, a link found by a
    search; the page beside shows it before the file does."""
    page.goto(f"{shop.address}billets")
    tab_to(page, "a[href$='/nouveau']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#title")
    page.keyboard.type("Le marché du samedi")
    tab_to(page, "[name=kind]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "form .button")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-editor][data-ready]")
    name = page.get_attribute("[data-editor]", "data-name") or ""
    tab_to(page, ".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.type("Le marché ouvre samedi. ")
    page.keyboard.press("Shift+Tab")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")  # « Lien… »
    expect(page.locator('[data-dialog="link"]')).to_be_visible(timeout=PATIENCE)
    page.keyboard.type("le pont")
    page.keyboard.press("Tab")
    page.keyboard.type("pont")
    expect(page.locator("[data-found] button").first).to_have_text("Le pont", timeout=PATIENCE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-content")).to_contain_text("[le pont](pont.md)", timeout=PATIENCE)
    tab_to(page, "#f-message")
    page.keyboard.type("Le marché ouvre samedi.")
    frame = page.frame_locator("[data-page]")
    expect(frame.locator(".prose")).to_contain_text("Le marché ouvre samedi.", timeout=PATIENCE)
    expect(page.locator("[data-saved]")).to_contain_text("Brouillon gardé", timeout=PATIENCE)
    assert "ouvre samedi" not in shop.post(name).read_text("utf-8")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-saved]")).to_have_text("C’est enregistré.", timeout=PATIENCE)
    text = shop.post(name).read_text("utf-8")
    assert text.rstrip().endswith("Le marché ouvre samedi. [le pont](pont.md)")
    assert 'message: "Le marché ouvre samedi." #' in text  # the words of help stay on its line
    page.goto("about:blank")  # an open page would ask of a post that is gone
    shop.fill(f"/jeter/{name}", {})


def test_a_finding_is_underlined_led_to_and_corrected(page: Page, shop: Shop) -> None:
    shop.fill("/trancher/pont.md", {"keep": "theirs"})
    shop.post().write_text(POST + "\nPrix : 100$.\n", "utf-8")
    opened(page, shop)
    remark = (
        page.locator(".bench-remark", has_text="Prix")
        .or_(page.locator(".bench-remark", has=page.get_by_role("button", name="Corriger")))
        .first
    )
    expect(remark).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".cm-lintRange").first).to_be_visible()
    remark.get_by_role("button", name="Corriger").press("Enter")
    expect(page.locator(".cm-content")).to_contain_text("Prix\u00a0: 100$.")
    expect(page.locator("[data-remarks]").get_by_role("button", name="Corriger")).to_have_count(
        0, timeout=PATIENCE
    )
    page.locator(".bench-remark").first.get_by_role("button", name="Aller").press("Enter")
    assert page.evaluate("!!document.activeElement.closest('[data-field], .cm-editor')")
    shop.fill("/trancher/pont.md", {"keep": "theirs"})
    shop.post().write_text(POST, "utf-8")


def test_the_page_scrolls_with_the_text(page: Page, shop: Shop) -> None:
    parts = "".join(f"\n## Partie {n}\n\n{'Un mot de plus. ' * 60}\n" for n in range(12))
    shop.post().write_text(POST + parts, "utf-8")
    opened(page, shop)
    frame = page.frame_locator("[data-page]")
    expect(frame.locator(".prose")).to_contain_text("Partie 11", timeout=PATIENCE)
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    expect(frame.locator("h2", has_text="Partie 11")).to_be_in_viewport(timeout=PATIENCE)
    page.keyboard.press("Control+Home")
    expect(frame.locator("h2", has_text="La suite")).to_be_in_viewport(timeout=PATIENCE)
    shop.post().write_text(POST, "utf-8")


def test_a_change_on_the_disc_shows_at_once_where_nothing_was_typed(page: Page, shop: Shop) -> None:
    opened(page, shop)
    shop.post().write_text(POST.replace("premier", "tout premier"), "utf-8")
    expect(page.locator(".cm-content")).to_contain_text("tout premier", timeout=PATIENCE)
    shop.post().write_text(POST, "utf-8")


def test_a_second_window_is_told_and_keeps_its_text_if_it_wants(page: Page, shop: Shop) -> None:
    opened(page, shop)
    other = page.context.new_page()
    opened(other, shop)
    page.click(".cm-content")
    page.keyboard.type("De la première. ")
    expect(page.locator("[data-saved]")).to_contain_text("Brouillon gardé", timeout=PATIENCE)
    # The console tells each answer that is no 200: here it is what is wanted.
    other.click(".cm-content")
    other.keyboard.type("De la seconde. ")
    expect(other.locator(".bench-between")).to_contain_text("autre fenêtre", timeout=PATIENCE)
    other.get_by_role("button", name="Garder le texte d’ici").press("Enter")
    expect(other.locator("[data-saved]")).to_contain_text("Brouillon gardé", timeout=PATIENCE)
    other.close()
    assert shop.post().read_text("utf-8") == POST
    shop.fill("/trancher/pont.md", {"keep": "theirs"})


@pytest.fixture
def window(browser: Browser) -> Iterator[Callable[[], Page]]:
    """More windows, whose console tells each answer that is no 200: here those are wanted."""
    context = browser.new_context(viewport={"width": 1280, "height": 700}, locale="fr-CA")
    context.set_default_timeout(PATIENCE)
    yield context.new_page
    context.close()


def begun(shop: Shop, name: str, more: str = "") -> Path:
    """A post of one test alone."""
    file = shop.post(name)
    text = POST.replace("slug: pont", f"slug: {file.stem}").replace("Le pont # de bois", "Essai")
    file.write_text(text + more, "utf-8")
    return file


def says(page: Page, words: str) -> None:
    expect(page.locator("[data-saved]")).to_contain_text(words, timeout=PATIENCE)


def is_led_to(page: Page, selector: str) -> None:
    expect(page.locator(selector)).to_be_focused(timeout=PATIENCE)
    expect(page.locator(selector)).to_be_in_viewport(timeout=PATIENCE)


def test_a_file_that_went_away_is_told_and_its_text_can_be_written_again(
    window: Callable[[], Page], shop: Shop
) -> None:
    file, page = begun(shop, "parti.md"), window()
    opened(page, shop, "parti.md")
    file.rename(shop.root / "ailleurs.md")
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.keyboard.type("Encore là. ")
    says(page, "n’est plus sur le disque")
    page.keyboard.press("Control+s")
    is_led_to(page, "[data-conflict]")
    assert not file.exists()
    page.get_by_role("button", name="Garder mon texte").press("Enter")
    page.wait_for_selector(".bench-said")
    page.wait_for_selector("[data-editor][data-ready]")
    page.keyboard.press("Control+s")
    says(page, "C’est enregistré.")
    text = file.read_text("utf-8")
    assert text.startswith("---\ntitle: Essai\n") and "Encore là. " in text


def test_what_is_refused_is_told_apart_from_nobody_who_answers(
    window: Callable[[], Page], shop: Shop
) -> None:
    page = window()
    begun(shop, "refuse.md")
    opened(page, shop, "refuse.md")
    page.route("**/brouillon/**", lambda route: route.fulfill(status=413, body="too large"))
    page.click(".cm-content")
    page.keyboard.type("Un mot. ")
    says(page, "n’a pas pris ce texte")
    expect(page.locator(".bench-between")).to_contain_text("413", timeout=PATIENCE)
    page.keyboard.press("Control+s")
    is_led_to(page, ".bench-between")
    page.unroute("**/brouillon/**")
    says(page, "Brouillon gardé")
    expect(page.locator(".bench-between")).to_have_count(0, timeout=PATIENCE)


def test_a_file_that_changed_elsewhere_is_told_where_one_looks_and_the_choice_is_led_to(
    window: Callable[[], Page], shop: Shop
) -> None:
    file, page = begun(shop, "deux.md", "\nUn paragraphe.\n" * 60), window()
    opened(page, shop, "deux.md")
    page.click(".cm-content")
    page.keyboard.press("Control+End")
    page.keyboard.type("D’ici. ")
    says(page, "Brouillon gardé")
    file.write_text(file.read_text("utf-8").replace("premier", "tout premier"), "utf-8")
    page.keyboard.type("Encore. ")
    says(page, "le fichier a changé sur le disque")
    page.locator("[data-lead]").press("Enter")
    is_led_to(page, ".bench-between")
    page.keyboard.press("Control+s")
    is_led_to(page, "[data-conflict]")
    says(page, "pas enregistré")
    assert "D’ici" not in file.read_text("utf-8")


def test_what_is_not_in_the_file_is_never_told_as_saved(
    window: Callable[[], Page], shop: Shop
) -> None:
    """Two windows type and save; then one takes over, and the other saves what was laid aside."""
    file, first, second = begun(shop, "fenetres.md"), window(), window()
    for page in (first, second):
        opened(page, shop, "fenetres.md")
    first.click(".cm-content")
    first.keyboard.type("De la première. ")
    says(first, "Brouillon gardé")
    second.click(".cm-content")
    second.keyboard.type("De la seconde. ")
    says(second, "n’est pas enregistré")
    first.keyboard.press("Control+s")
    says(first, "C’est enregistré.")
    second.keyboard.press("Control+s")
    is_led_to(second, ".bench-between[data-about=window]")
    says(second, "n’est pas enregistré")
    assert "seconde" not in file.read_text("utf-8")
    first.keyboard.type("Encore. ")
    says(first, "Brouillon gardé")
    for _ in range(2):  # the first went on since it was asked: it is asked again
        second.get_by_role("button", name="Garder le texte d’ici").press("Enter")
    says(second, "Brouillon gardé")
    first.keyboard.press("Control+s")
    is_led_to(first, ".bench-between[data-about=window]")
    says(first, "n’est pas enregistré")
    assert "Encore" not in file.read_text("utf-8")


def test_hours_are_those_of_the_site_whatever_the_machine_says(shop: Shop) -> None:
    begun(shop, "heures.md")
    zone = ZoneInfo("America/Toronto")
    start = datetime.now(zone)
    text = {"rev": 0, "base": shop.base("heures.md"), "body": "À l’heure.\n"}
    hour = shop.send("/brouillon/heures.md", text)[1]["hour"]
    page = unescape(shop.ask("/billets/heures.md")[1])
    shop.fill("/trancher/heures.md", {"keep": "theirs"})
    thrown = unescape(shop.ask("/corbeille")[1])
    end = datetime.now(zone)
    minutes = [start + timedelta(minutes=n) for n in range(int((end - start).seconds / 60) + 2)]
    assert hour in {hour_of(one, "fr") for one in minutes}
    for told in (page, thrown):
        assert any(long_moment(one, "fr") in told for one in minutes)


def test_a_telephone_with_text_twice_as_large_has_room_for_words(page: Page, shop: Shop) -> None:
    """No control lies over another, the kinds of post are whole words, and titles have air."""
    found = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for path in ("billets", "nouveau", "a-faire", "boite", "corbeille", "historique"):
            page.goto(shop.address + path)
            if width == 320:
                page.evaluate("document.documentElement.style.fontSize = '200%'")
            found += [f"{width} {path}: {one}" for one in page.evaluate(CRAMPED)]
    assert found == []


CRAMPED = """() => {
  const found = [], at = (selector) => document.querySelector(selector)?.getBoundingClientRect();
  const field = at('#q'), button = at('.bench-search button'), title = document.querySelector('.bench-page > h1');
  if (field && field.width < 160) found.push(`a search field of ${field.width} px`);
  if (field && button.left < field.right && button.top < field.bottom) found.push('a button over the field');
  const next = title?.nextElementSibling?.getBoundingClientRect();
  if (next && next.top - title.getBoundingClientRect().bottom < 8) found.push('a title that touches what follows');
  for (const one of document.querySelectorAll('.bench-kinds strong, .bench-main .button')) {
    const node = [...one.childNodes].find((child) => child.nodeType === 3);
    for (const word of node.data.matchAll(/[\\p{L}’]+/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map((rect) => rect.top));
      if (lines.size > 1) found.push(`« ${word[0]} » in two`);
    }
  }
  const text = document.querySelector('.bench-main p');
  if (innerWidth < 480 && text && getComputedStyle(text).hyphens !== 'auto') found.push('no hyphens');
  return found;
}"""


def test_the_posts_that_a_link_may_lead_to_are_not_replaced_below_who_walks_them(
    page: Page, shop: Shop
) -> None:
    """A slow answer to the last key comes after Tab: the button that has the focus stays."""
    begun(shop, "lien.md")
    opened(page, shop, "lien.md")
    slow: list[Route] = []
    page.route(
        "**/liens*",
        lambda route: (
            slow.append(route) if route.request.url.endswith("q=budget") else route.continue_()
        ),
    )
    page.click('[data-tool="link"]')
    first = page.locator("[data-found] button").first
    page.fill('[data-in="q"]', "budge")
    expect(first).to_have_text("Le budget de demain", timeout=PATIENCE)
    page.fill('[data-in="q"]', "budget")
    first.focus()
    while not slow:
        page.wait_for_timeout(20)
    with page.expect_response("**/liens*"):
        slow[0].continue_()
    page.wait_for_timeout(100)
    assert page.evaluate("document.activeElement.textContent") == "Le budget de demain"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-content")).to_contain_text("[Le budget de demain](", timeout=PATIENCE)


def test_a_killed_workbench_costs_nothing_that_the_page_holds(
    browser: Browser, shop: Shop, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The page says that nobody answers, and goes on by itself with the next run."""
    root = project(tmp_path_factory.mktemp("killed"))
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    port = free_port()
    with started(root, port) as first:
        opened(page, first)
        page.click(".cm-content")
        page.keyboard.type("Avant. ")
        expect(page.locator("[data-saved]")).to_contain_text("Brouillon gardé", timeout=PATIENCE)
        first.kill()
        page.keyboard.type("Pendant. ")
        expect(page.locator("[data-saved]")).to_contain_text("Pas encore gardé", timeout=PATIENCE)
        expect(page.locator("[data-lost]")).to_be_visible(timeout=PATIENCE)
        answered: list[str] = []
        page.on("response", lambda one: answered.append(one.url))
    with started(root, port) as again:
        expect(page.locator("[data-lost]")).to_be_hidden(timeout=PATIENCE)
        # What it is answered first waits for no build: the server holds a question for news only.
        assert next(one for one in answered if "/etat" in one).endswith("vu=")
        expect(page.locator("[data-saved]")).to_contain_text("Brouillon gardé", timeout=PATIENCE)
        page.keyboard.press("Control+s")
        expect(page.locator("[data-saved]")).to_have_text("C’est enregistré.", timeout=PATIENCE)
        assert "Avant. Pendant. " in again.post().read_text("utf-8")
    context.close()


@pytest.mark.parametrize("more", ["", "Ensuite. "], ids=["the same text", "more text"])
def test_what_was_kept_although_no_answer_came_is_not_taken_for_another_window(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, more: str
) -> None:
    """Whether or not anything was typed since: both happen, by how busy the machine is."""
    lost: list[int] = []

    def swallow(route: Route) -> None:
        if lost:
            route.continue_()
            return
        route.request.frame.page.keyboard.insert_text(more)
        lost.append(route.fetch().status)
        route.abort()

    with started(project(tmp_path_factory.mktemp("swallowed"))) as shop:
        context = browser.new_context()
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        opened(page, shop)
        page.route("**/brouillon/**", swallow)
        page.click(".cm-content")
        page.keyboard.insert_text("Avant. ")
        expect(page.locator("[data-saved]")).to_contain_text("Brouillon gardé", timeout=PATIENCE)
        page.keyboard.press("Control+s")
        expect(page.locator("[data-saved]")).to_have_text("C’est enregistré.", timeout=PATIENCE)
        assert lost == [200] and f"Avant. {more}" in shop.post().read_text("utf-8")
        context.close()


def test_without_a_script_the_form_saves(browser: Browser, shop: Shop) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shop.address}billets/pont.md")
    page.fill("#f-question", "Et la rampe?")
    page.fill("#corps", f"\n{BODY}Un mot sans script.\n")
    page.click("[data-save-button]")
    expect(page.locator(".bench-said")).to_have_text("C’est enregistré.")
    text = shop.post().read_text("utf-8")
    assert (
        text
        == POST.replace("date: 2026-03-02\n", 'date: 2026-03-02\nquestion: "Et la rampe?"\n')
        + "Un mot sans script.\n"
    )
    shop.post().write_text(POST, "utf-8")
    context.close()
