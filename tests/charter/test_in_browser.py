"""What people do with the charter, in a real browser on a telephone."""

from __future__ import annotations

import pytest

from tests.chromium import Open, Watched, faults_in_views

pytestmark = pytest.mark.browser

PAGES = (
    "", "articles/", "9/", "2/", "4.3/", "repondre/", "reponses/", "puis-je/", "changements/",
    "versions/", "versions/1.0/", "versions/1.0/9/", "versions/2.1/changements/", "comptes/",
    "quiz/", "attestation/", "imprimer/", "charte.html",
)  # fmt: skip
STAFF_ONLY = ("repondre/", "reponses/", "quiz/", "attestation/")


@pytest.mark.parametrize(
    "asked", ["Question simple", "Critique fondée", "Désaccord", "Rumeur", "Insulte"]
)
def test_the_commonest_comments_are_answered_in_two_taps(
    staff_address: str, open_page: Open, asked: str
) -> None:
    """« Je réponds », the comment, and the reply stands there: 360 px wide, scripts off."""
    page = open_page(f"{staff_address}charte/", width=360, height=740, script=False).page
    page.get_by_role("link", name="Je réponds à un commentaire").first.click()
    page.locator(".charter-frequent").get_by_role("link", name=asked).click()
    assert page.locator(".charter-node:visible .charter-quote").count() == 1
    assert page.locator(".charter-node:visible").count() == 1


def test_the_reply_to_an_insult_is_at_most_three_taps_away(
    staff_address: str, open_page: Open
) -> None:
    """360 px wide, scripts off, from the charter's first page; one step is shown at a time."""
    page = open_page(f"{staff_address}charte/", width=360, height=740, script=False).page
    page.get_by_role("link", name="Je réponds à un commentaire").first.click()
    answers = page.locator(".charter-answers")
    answers.get_by_role("link", name="Insulte, menace ou haine").click()
    answers.get_by_role("link", name="Il insulte une personne").click()
    assert page.url.endswith("/charte/repondre/#insulte")
    assert page.locator(".charter-node:visible").count() == 1
    reply = page.locator("#insulte--texte")
    reply.scroll_into_view_if_needed()
    assert "Nous voulons vous lire, même si vous n’êtes pas d’accord." in reply.inner_text()


def test_a_step_shows_the_way_that_was_taken_to_it(staff_address: str, open_page: Open) -> None:
    """Two ways lead to a threat; each has its own way back, without script."""
    page = open_page(f"{staff_address}charte/repondre/", width=360, height=740, script=False).page
    for first, then in (
        ("Danger ou détresse", "Quelqu’un menace une personne ou un lieu"),
        ("Insulte, menace ou haine", "Il menace"),
    ):
        page.locator(".charter-answers:visible").get_by_role("link", name=first).click()
        page.locator(".charter-answers:visible").get_by_role("link", name=then).click()
        way = page.locator(".charter-path:visible")
        assert way.locator("li").all_inner_texts() == [first, then]
        way.get_by_role("link", name="Retour").click()
        assert page.locator(".charter-path:visible li").all_inner_texts() == [first]
        page.locator(".charter-path:visible").get_by_role("link", name="Retour").click()
        assert page.get_by_role("heading", name="Que se passe-t-il?").is_visible()


def test_what_a_reply_leaves_to_fill_in_is_typed_and_copied(
    staff_address: str, open_page: Open
) -> None:
    page = open_page(
        f"{staff_address}charte/repondre/#question-simple",
        permissions=["clipboard-read", "clipboard-write"],
    ).page
    fields = page.locator("#question-simple [data-fills]")
    fields.nth(0).fill("La collecte passe le mardi.")
    fields.nth(1).fill("https://exemple.org/collecte/")
    page.locator("#question-simple").get_by_role("button", name="Copier").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "La collecte passe le mardi." in copied
    assert "{" not in copied


def test_the_photo_of_a_pupil_is_at_most_three_taps_away(
    staff_address: str, open_page: Open
) -> None:
    """« Puis-je… ? », the subject, and the answer is on the screen."""
    page = open_page(f"{staff_address}charte/", width=360, height=740, script=False).page
    page.get_by_role("link", name="Puis-je…?").first.click()
    page.get_by_role("link", name="Personnes photographiées et mineurs").first.click()
    case = page.get_by_role("heading", name="élève").first
    case.scroll_into_view_if_needed()
    assert "Puis-je" in case.inner_text()


@pytest.mark.parametrize(
    ("audience", "path"),
    [("staff", path) for path in PAGES]
    + [("public", path) for path in PAGES if path not in STAFF_ONLY],
)
def test_axe_finds_nothing_on_any_page_type(
    one_tab: Watched, staff_address: str, public_address: str, audience: str, path: str
) -> None:
    """Each page type of both builds, both schemes; none scrolls sideways at 360 px."""
    address = staff_address if audience == "staff" else public_address
    assert faults_in_views(one_tab, f"{address}charte/{path}", [360], height=740) == []


def test_the_charter_in_one_file_opens_with_the_network_off(
    staff_address: str, open_page: Open
) -> None:
    """Nothing but the file itself is ever asked for."""
    asked: list[str] = []
    page = open_page(f"{staff_address}charte/", width=360, height=740).page
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{staff_address}charte/charte.html")
    page.context.set_offline(True)
    page.get_by_role("link", name="Insulte, menace ou haine").click()
    page.get_by_role("link", name="Il insulte une personne").click()
    page.get_by_role("link", name="Réponse type : Insulte").first.click()
    assert page.url.endswith("#reponse-insulte")
    assert [url for url in asked if not url.startswith("data:")] == [
        f"{staff_address}charte/charte.html"
    ]


def test_a_reply_is_copied_as_it_stands(staff_address: str, open_page: Open) -> None:
    page = open_page(
        f"{staff_address}charte/reponses/#insulte",
        permissions=["clipboard-read", "clipboard-write"],
    ).page
    page.locator("button[data-copy='insulte-texte']").click()
    page.wait_for_function("document.querySelector('[data-status]').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Nous voulons vous lire, même si vous n’êtes pas d’accord.")
    assert copied.endswith("https://blog.exemple.org/charte/9/")


QUERIES = {
    "troll": "9", "insulte": "9", "injure": "9", "photo d'enfant": "14.2", "photo eleve": "14.2",
    "rumeur": "10", "fausse nouvelle": "10", "élection": "15", "elections": "15", "maire": "15",
    "je suis fatigué": "19", "je suis fatigue": "19", "epuisement": "19", "mot de passe": "18",
    "piratage": "18", "compte personnel": "12", "texte alternatif": "6.2", "aveugle": "6.2",
    "hashtag": "6.5", "emoji": "6.5", "sous-titres": "6.8", "anglais": "16", "crise": "11",
    "inondation": "11", "droit d'auteur": "14.1", "plainte": "20", "faux compte": "4.2",
    "statistiques": "21", "jargon": "6.3", "numero d'assurance sociale": "13.1",
    "supprimer un commentaire": "8.4", "tiktok": "4.4", "infolettre": "13.4",
    "fuite": "13.3", "intelligence artificielle": "23", "qui approuve": "4.1", "cliquez ici": "6.4",
}  # fmt: skip


def test_everyday_words_find_the_right_article_among_the_first_three(
    staff_address: str, open_page: Open
) -> None:
    """With or without accents, in the site's own search page."""
    page = open_page(f"{staff_address}recherche/").page
    field = page.get_by_role("searchbox")
    missed = {}
    for query, id in QUERIES.items():
        field.fill(query)
        field.press("Enter")
        page.wait_for_function(
            "query => document.querySelector('[data-search-count]').textContent.includes(query)",
            arg=query,
        )
        page.wait_for_selector("[data-search-results][aria-busy=false]", state="attached")
        links = page.locator(".result-title a").evaluate_all("all => all.map(one => one.pathname)")
        if f"/charte/{id}/" not in links[:3]:
            missed[query] = (id, links[:4])
    assert missed == {}


def test_every_sheet_of_the_printed_charter_bears_version_and_address(
    staff_address: str, open_page: Open
) -> None:
    """The margin box repeats on each sheet, and no line is wider than the paper."""
    page = open_page(f"{staff_address}charte/imprimer/").page
    style = " ".join(page.locator("head style").all_inner_texts())
    assert "Version 2.2" in style and "https://blog.exemple.org/charte/" in style
    assert "counter(pages)" in style
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 960})  # A4 within its margins at 96 dpi
    wide = page.evaluate(
        """[...document.querySelectorAll("main *")].filter(
            one => one.getBoundingClientRect().right > innerWidth + 1 && one.getClientRects().length
        ).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert wide == []
    raw = page.pdf(format="A4", prefer_css_page_size=True)
    assert raw.startswith(b"%PDF")
