"""The pocket of the staff site in Chromium, behind a real server's password, then with no server at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.chromium import FLAGS, Watched, browser_path, faults_in_views, served
from tests.deploying import servers
from tests.deploying.staff import write_project

from portevoix.commands import main
from portevoix.deploying import GUARDS, STAFF, Guard, draw_password, hash_password

pytestmark = pytest.mark.browser
NOW = "2026-01-06 12:00"  # the day after the first post came out
CALLS = (
    "    pocket: {days: 7, call: {Personne de veille: '418 555-0187', Direction: '{urgence}'}}\n"
)
AGE = """async ({name, days}) => {
  const [key] = await caches.keys();
  const cache = await caches.open(key), at = new URL("etat", location.href).href;
  const state = await (await cache.match(at)).json();
  state[name] = Date.now() - days * 86400000;
  await cache.put(at, new Response(JSON.stringify(state)));
}"""


def build(project: Path, now: str = NOW) -> None:
    words = ["build", "--quiet", "--now", now]
    assert main([*words, "--config", str(project / "mkdocs.internal.yml")], project) == 0


class Staff:
    """A project and the server of its staff site, which can be away."""

    def __init__(self, folder: Path) -> None:
        self.project = write_project(folder / "project", CALLS)
        self.folder, self.port, self.password = folder, servers.free_port(), draw_password()
        build(self.project)
        files = GUARDS["caddy"]
        users = folder / files.users_name
        users.write_text(files.users.format(user=STAFF, hash=hash_password(self.password)), "utf-8")
        site = str(self.project / "site-interne")
        guard = Guard(address=self.root, folder=site, users=str(users), lang="fr")
        self._block = files.text(guard)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def address(self) -> str:
        return f"{self.root}poche/"

    def serving(self) -> AbstractContextManager[None]:
        return servers.caddy(self.folder, self._block, self.port)


@pytest.fixture
def staff() -> Iterator[Staff]:
    if servers.program("caddy") is None:
        pytest.skip(servers.left_out("caddy"))
    with tempfile.TemporaryDirectory(prefix="porte-voix-") as name:
        Path(name).chmod(0o755)
        yield Staff(Path(name))


Phone = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def phone(browser: Browser, tmp_path: Path, staff: Staff) -> Phone:
    """A browser that keeps what it has been given from one opening to the next, but for passwords."""

    @contextmanager
    def opened(*, signs_in: bool = False) -> Iterator[Page]:
        signed = {"username": STAFF, "password": staff.password} if signs_in else None
        context: BrowserContext = browser.browser_type.launch_persistent_context(
            str(tmp_path / "phone"),
            executable_path=browser_path(),
            args=list(FLAGS),
            http_credentials=signed,  # type: ignore[arg-type]
            viewport={"width": 360, "height": 740},
            locale="fr-CA",
        )
        try:
            yield context.new_page()
        finally:
            context.close()

    return opened


def carried(page: Page, staff: Staff) -> None:
    """Open the pocket, and wait until all of it is here."""
    page.goto(staff.address)
    expect(page.locator("[data-state]")).to_contain_text("s’ouvre sans réseau", timeout=20_000)


def number_of_caches(page: Page) -> int:
    found: int = page.evaluate("caches.keys().then(keys => keys.length)")
    return found


def test_with_no_network_it_leads_from_the_tree_to_a_reply_and_from_a_kit_to_its_text(
    staff: Staff, phone: Phone
) -> None:
    with staff.serving(), phone(signs_in=True) as page:
        carried(page, staff)
        session = page.context.new_cdp_session(page)
        assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
        assert number_of_caches(page) == 1
    with phone() as page:
        page.goto(staff.address)
        expect(page.locator("header")).to_contain_text("Version du 6 janvier 2026")
        expect(page.locator("[data-state]")).to_contain_text("Le site a été joint")
        call = page.get_by_role("link", name="Personne de veille")
        assert call.get_attribute("href") == "tel:+14185550187"
        page.get_by_role("link", name="Je réponds").click()
        for _ in range(7):
            choices = page.locator("section:target .ways a")
            if not choices.count():
                break
            choices.first.click()
        page.locator("section:target a.go").first.click()
        assert len(page.locator("section:target .text").first.inner_text()) > 10
        page.get_by_role("link", name="La poche", exact=True).click()
        page.get_by_role("link", name="Trousses du jour").click()
        page.locator("section:target .list a").first.click()
        said = page.locator("section:target")
        expect(said).to_contain_text("Le pont du Moulin rouvre lundi")
        expect(said).to_contain_text("Facebook")
        picture = said.locator("img").first
        picture.scroll_into_view_if_needed()
        page.wait_for_function("document.querySelector('section:target img').naturalWidth > 0")
        seen = page.locator("main > section:visible")
        assert seen.count() == 1


def test_it_is_replaced_at_the_next_connection(staff: Staff, phone: Phone) -> None:
    with staff.serving(), phone(signs_in=True) as page:
        carried(page, staff)
    post = staff.project / "docs" / "blog" / "posts" / "billet-0.md"
    text = post.read_text("utf-8")
    post.write_text(text.replace("message: Le pont du Moulin", "message: Le pont NEUF"), "utf-8")
    build(staff.project, "2026-01-06 15:00")
    built = staff.project / "site-interne" / "poche" / "index.html"
    assert "Le pont NEUF" in built.read_text("utf-8")
    with staff.serving(), phone(signs_in=True) as page:
        page.goto(staff.root)  # which asks for the password: the worker cannot
        page.goto(staff.address)
        assert "Le pont NEUF" in page.content(), (
            "the site answers: its page is the one that is seen"
        )
        page.wait_for_function(
            """async () => {
                const found = await caches.match(location.href);
                return found && (await found.text()).includes("Le pont NEUF");
            }"""
        )
        # The one before goes once the new one stands.
        page.wait_for_function("async () => (await caches.keys()).length === 1")
    with phone() as page:
        page.goto(staff.address)
        assert "Le pont NEUF" in page.content()


def test_what_the_site_withdraws_goes_from_the_phone(staff: Staff, phone: Phone) -> None:
    with staff.serving(), phone(signs_in=True) as page:
        carried(page, staff)
    file = staff.project / "mkdocs.yml"
    file.write_text(file.read_text("utf-8").replace("{days: 7", "{show: false, days: 7"), "utf-8")
    build(staff.project)
    assert not (staff.project / "site-interne" / "poche").exists()
    with staff.serving(), phone(signs_in=True) as page:
        page.goto(staff.root)
        answer = page.goto(staff.address)
        assert answer is not None and answer.status == 404
        assert number_of_caches(page) == 0


def test_a_password_that_is_asked_again_leaves_one_day(staff: Staff, phone: Phone) -> None:
    """A browser that was closed has forgotten it: the pocket opens, says so, and goes a day later."""
    with staff.serving(), phone(signs_in=True) as page:
        carried(page, staff)
    with staff.serving(), phone() as page:
        page.goto(staff.address)
        expect(page.locator("[data-state]")).to_contain_text("Le site redemande le mot de passe")
        expect(page.locator("h1")).to_have_text("La poche")
        page.evaluate(AGE, {"name": "refused", "days": 2})
        page.goto(f"{staff.address}?encore")
        expect(page.locator("h1")).to_have_text("Cette poche s’est effacée")
        assert number_of_caches(page) == 0
    with staff.serving(), phone(signs_in=True) as page:
        carried(page, staff)  # it comes back with the password


def test_it_goes_when_the_site_was_not_reached_for_too_long(staff: Staff, phone: Phone) -> None:
    with staff.serving(), phone(signs_in=True) as page:
        carried(page, staff)
    with phone() as page:
        page.goto(staff.address)
        page.evaluate(AGE, {"name": "checked", "days": 6})
        page.goto(f"{staff.address}?encore")
        expect(page.locator("[data-state]")).to_contain_text("n’a pas été joint depuis longtemps")
        page.evaluate(AGE, {"name": "checked", "days": 8})
        page.goto(f"{staff.address}?enfin")
        expect(page.locator("h1")).to_have_text("Cette poche s’est effacée")
        assert number_of_caches(page) == 0


def test_it_can_be_taken_from_the_device(staff: Staff, phone: Phone) -> None:
    with staff.serving(), phone(signs_in=True) as page:
        carried(page, staff)
        page.get_by_role("button", name="Effacer de cet appareil").click()
        page.wait_for_url(staff.root)
        assert number_of_caches(page) == 0
        assert (
            page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
        )


def test_a_pocket_is_kept_whole_or_not_at_all(staff: Staff, phone: Phone) -> None:
    cards = sorted((staff.project / "site-interne" / "cards").glob("le-pont-rouvre-*.png"))
    assert cards
    for card in cards:
        card.unlink()
    with staff.serving(), phone(signs_in=True) as page:
        page.goto(staff.address)
        page.wait_for_timeout(1500)
        assert number_of_caches(page) == 0
        expect(page.locator("h1")).to_have_text("La poche")


@pytest.fixture(scope="module")
def loose_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = write_project(tmp_path_factory.mktemp("pocket") / "project", CALLS)
    build(project)
    with served(project / "site-interne") as root:
        yield f"{root}poche/"


@pytest.mark.parametrize("view", ["", "#trousses", "#reponses", "#k-le-pont-rouvre"])
def test_axe_finds_nothing_in_any_view(one_tab: Watched, loose_address: str, view: str) -> None:
    assert faults_in_views(one_tab, loose_address + view, (320, 1280)) == []


def test_the_public_site_has_no_worker(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project", CALLS)
    words = ["build", "--quiet", "--no-check", "--now", NOW]
    assert main([*words, "--config", str(project / "mkdocs.yml")], project) == 0
    site = project / "site"
    assert not (site / "poche").exists()
    spoken = [
        file.relative_to(site).as_posix()
        for file in site.rglob("*")
        if file.suffix in (".js", ".html", ".webmanifest") and b"serviceWorker" in file.read_bytes()
    ]
    assert spoken == []
    shutil.rmtree(project)
