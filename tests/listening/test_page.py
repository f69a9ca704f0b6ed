"""The staff's inbox in a browser: read on a telephone, without a script, by who is in a hurry."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chromium import Open, faults_in_views, served
from tests.listening.conftest import Run
from tests.sending.standin import Server

pytestmark = pytest.mark.browser
TREE = """\
start: depart
relay: relais
frequent: [merci]
nodes:
  depart:
    question: Que se passe-t-il?
    answers:
      - {text: Danger, to: danger-immediat}
      - {text: Un merci, to: merci}
      - {text: Je n’en peux plus, to: relais}
  danger-immediat:
    {action: Appelez le 911., delay: Tout de suite, who: Vous, article: "1", reply: merci}
  merci: {action: Remerciez., delay: Un jour ouvrable, who: Vous, article: "1", reply: merci}
  relais: {action: Passez le relais., delay: Tout de suite, who: Vous, article: "1", reply: merci}
"""


@pytest.fixture
def staff(project: Path, server: Server, run: Run) -> Path:
    ours = next(iter(server.statuses))
    server.say("ana@loin.example", "Ça sent le gaz rue du Moulin!", to=ours)
    server.say("bob@loin.example", "Quand?\n\nEt " + "comment" * 40, to=ours)
    server.say("eve@loin.example", "Bravo.", to=ours)
    (project / "docs" / "charte" / "arbre.yml").write_text(TREE, "utf-8")
    (project / "docs" / "entendu.yml").write_text(
        "- {date: 2026-11-20, heard: Le pont ferme trop souvent., did: Il reste ouvert., posts: [pont]}\n"
        "- {date: 2026-11-21, heard: Le bruit dérange., promised: 2026-12-10}\n"
    )
    assert run("listen")[0] == 0
    code, said = run("inbox", "--json")
    assert code == 0
    code, said = run("build", "--internal")
    assert code == 0, said
    return project / "site-interne"


def test_the_inbox_is_fit_for_every_screen_and_leads_to_the_answer(
    staff: Path, open_page: Open
) -> None:
    with served(staff) as address:
        watched = open_page(f"{address}boite/")
        for path in ("boite/", "vous-avez-dit/", "blog/pont/"):
            found = faults_in_views(watched, f"{address}{path}", (320, 360, 1280))
            assert found == [], (path, found)
        page = open_page(f"{address}boite/", script=False).page
        page.set_viewport_size({"width": 360, "height": 800})
        first = page.locator(".inbox-item").first
        assert first.get_attribute("data-alarm") == "danger"
        call = first.locator("a[href='tel:911']").first
        box = call.bounding_box()
        assert box and box["height"] >= 44 and box["y"] < 800  # on the first screen
        first.locator(".inbox-ways a", has_text="Merci").click()
        assert page.url.endswith("/charte/repondre/#danger-immediat")
        assert page.locator("#danger-immediat").is_visible()
