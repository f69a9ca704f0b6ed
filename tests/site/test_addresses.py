"""No address has two owners, none that is published is dead: told on its line before readers see it."""

from __future__ import annotations

import contextlib
import io
import os
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from portevoix.publisher.places import Places
from tests.incremental.small import Small, differences, make
from tests.site.pages import Tree, linked, pages


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A project that tests write one more post into."""
    made = make(tmp_path_factory.mktemp("addresses") / "project")
    assert made.build()
    return made


def post(text: str = "Un texte.", **fields: str) -> str:
    front = {"title": "Un essai", "date": "2026-06-01", **fields}
    return "\n".join(["---", *(f"{key}: {value}" for key, value in front.items()), "---", "", text])


class Written:
    """Files that are there for one test."""

    def __init__(self, small: Small, files: Mapping[str, str | bytes]) -> None:
        self.small, self.files = small, {small.file(path): text for path, text in files.items()}

    def __enter__(self) -> Small:
        for file, text in self.files.items():
            assert not file.exists(), file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self.small

    def __exit__(self, *_: object) -> None:
        for file in self.files:
            file.unlink()


def said(small: Small, capfd: pytest.CaptureFixture[str], *files: tuple[str, str | bytes]) -> str:
    """What a build with these files says."""
    with Written(small, {f"docs/{path}": text for path, text in files}):
        capfd.readouterr()
        small.build()
        return capfd.readouterr().err


Form = Literal["NFC", "NFD"]
ESSAI = "blog/posts/essai.md"


@pytest.mark.parametrize(
    ("alias", "owner"),
    [
        ("contact", "docs/contact.md:1"),
        ("Contact/", "docs/contact.md:1"),
        ("/contact/index.html", "docs/contact.md:1"),
        ("cont%61ct", "docs/contact.md:1"),
        ("index.html", "docs/index.md:1"),
        ("blog", "le blogue lui-même"),
        ("blog/page/2", "le blogue lui-même"),
        ("blog/rubrique/eau", "la liste « Eau » (docs/blog/posts/"),
        ("feed.xml", "le fil de « Le moulin »"),
        ("blog/etiquette/pont/atom.xml", "le fil de « pont »"),
        ("assets/site.css", "un fichier que le site publie toujours"),
        ("robots.txt", "un fichier que le site publie toujours"),
        ("404.html", "un fichier que le site publie toujours"),
        ("relais/eau-bonne", "docs/blog/posts/eau.md"),
        ("relais/x.xml", "un fichier que le site publie toujours"),
        ("abonnement.opml/x", "un fichier que le site publie toujours"),
        ("blog/images/pont.png", "le fichier docs/blog/posts/images/pont.png"),
        ("blog/eau-bonne", "docs/blog/posts/eau.md"),
        ("blog/un-essai/index.html", "docs/blog/posts/essai.md"),
    ],
)
def test_an_old_address_replaces_nothing(
    small: Small, capfd: pytest.CaptureFixture[str], alias: str, owner: str
) -> None:
    """No page, list, feed, picture or style sheet, whatever its case and however it is written."""
    told = said(small, capfd, (ESSAI, post(aliases=f'["{alias}"]')))
    assert "docs/blog/posts/essai.md:4: l’ancienne adresse" in told
    assert owner in told
    assert (small.site / "contact/index.html").is_file()


@pytest.mark.parametrize(
    ("path", "text", "owner"),
    [
        ("blog/eau-bonne.md", "# Une page\n", "le billet « L’eau du robinet est bonne »"),
        ("feed.xml", b"<a/>", "le fil de « Le moulin »"),
        ("Contact.md", "# Une autre\n", "docs/contact.md:1"),
        ("blog/rubrique/eau.md", "# Une page\n", "la liste « Eau »"),
        ("recherche.md", "# Une page\n", "un fichier que le site publie toujours"),
        ("blog/posts/images/PONT.png", "x", "docs/blog/posts/images/pont.png"),
    ],
)
def test_a_page_or_a_file_replaces_nothing(
    small: Small, capfd: pytest.CaptureFixture[str], path: str, text: str | bytes, owner: str
) -> None:
    if path.endswith("PONT.png"):
        text = small.post("images/pont.png").read_bytes()
    told = said(small, capfd, (path, text))
    assert f"docs/{path}" in told
    assert owner in told, told
    assert "Traceback" not in told


def test_two_posts_have_no_old_address_in_common(
    small: Small, capfd: pytest.CaptureFixture[str]
) -> None:
    told = said(small, capfd, (ESSAI, post(aliases="[ancienne/FÊTE, ancienne/FETE]")))
    assert "fete.md:7: l’ancienne adresse « /ancienne/fete » est aussi celle de" in told
    assert "essai.md:2" in told


@pytest.mark.parametrize("title", ["Index", "README", "index.html", "404", "Feed"])
def test_a_title_that_names_a_file_of_the_site_has_an_address_of_its_own(
    small: Small, title: str
) -> None:
    slug = title.lower().replace(".", "-")
    with Written(small, {"docs/blog/posts/essai.md": post(title=f'"{title}"')}):
        tree = small.build()
    assert f"blog/{slug}/index.html" in tree
    assert "blog/index.html" in tree


def test_lists_merge_names_that_differ_by_case_or_accents_alone(small: Small) -> None:
    """Others have an address of their own; the one that was used first keeps the plain one."""
    names = ["C", "C++", "C#", "R&D", "R D", "中文", "日本", "Divers", "Santé", "SANTE", "l'eau"]
    files = {
        f"docs/blog/posts/nom-{n}.md": post(
            title=f"Nom {n}", date=f"2026-06-{n + 1:02}", tags=f'["{name}"]'
        )
        for n, name in enumerate(names)
    }
    with Written(small, files):
        small.build()
        lists = small.site / "blog/etiquette"
        found = {
            title.split("</h1>")[0].rpartition(">")[2].strip(): folder.name
            for folder in sorted(lists.iterdir())
            for title in [(folder / "index.html").read_text("utf-8")]
        }
    of = {folder for name, folder in found.items()}
    assert {"c", "c-plus-plus", "c-diese", "r-d", "divers", "sante", "l-eau"} <= of
    assert len([name for name in found if name.casefold() in ("santé", "sante")]) == 1
    assert {"中文", "日本", "Divers", "R D"} <= {name.replace("&amp;", "&") for name in found}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("\n[a](brouillon.md)", 7, "c’est un brouillon"),
        ("[a](avenir.md#x)", 6, "il paraîtra le 2026-12-15 à 09:00"),
        ("[a](/blog/une-idee-encore/)", 6, "c’est un brouillon"),
        ("[a](https://blog.exemple.org/blog/une-idee-encore/#x)", 6, "c’est un brouillon"),
        ("[a](../une-idee-encore/)", 6, "c’est un brouillon"),
        ("<a href=brouillon.md>a</a>", 6, "c’est un brouillon"),
        ("[a](rien.md)", 6, "ne mène à aucune page"),
        ("[a](/blog/rien/)", 6, "ne mène à aucune page"),
        ("[a](../rien)", 6, "ne mène à aucune page"),
        ("[a](plan.pdf)", 6, "ne mène à aucune page"),
        ("[a](pont.md#calendrie)", 6, "Vouliez-vous dire « #calendrier »"),
        ("[a](#ici)", 6, "« #ici », qui n’existe pas"),
        ("Mot.\n\n[^n]: Une note.", 8, "la note « n » n’est appelée nulle part"),
        ("Mot[^n].", 6, "« [^n] » appelle une note que ce texte n’a pas"),
        (
            "<video src='film.mp4'></video>",
            6,
            "le fichier « film.mp4 », vidéo ou son, n’existe pas",
        ),
        ("![a](absente.png)", 6, "l’image « absente.png » n’existe pas"),
        ("![a](/blog/images/absente.png)", 6, "absente.png » n’existe pas"),
        ('<img src="images/pont.png" srcset="grand.png 2x" alt="a">', 6, "grand.png"),
    ],
)
def test_what_leads_nowhere_is_told_on_its_line(
    small: Small, capfd: pytest.CaptureFixture[str], text: str, line: int, words: str
) -> None:
    """A missing picture stops the build; a link to what readers do not see leaves its text."""
    with Written(small, {"docs/blog/posts/essai.md": post(text)}):
        capfd.readouterr()
        built = small.build()
        told = capfd.readouterr().err
        shown = text.startswith(("![", "<img", "<video"))
        assert bool(built) is not shown, told
        assert f"docs/blog/posts/essai.md:{line}: " in told
        assert words in told
        if "brouillon" in words or "paraîtra" in words:
            page = (small.site / "blog/un-essai/index.html").read_text("utf-8")
            assert "une-idee-encore" not in page
            assert "avenir" not in page


def test_what_leads_nowhere_from_a_page_without_a_text_of_its_own_is_told_in_its_file(
    small: Small, capfd: pytest.CaptureFixture[str]
) -> None:
    """An issue of the newsletter, what was heard, the settings: none names the page alone."""
    settings = small.file("mkdocs.yml")
    before = settings.read_text("utf-8")
    line = before[: before.index("    profile:")].count("\n") + 1
    form = "https://blog.exemple.org/inscription/"
    files = {
        "docs/infolettre/2026-06.yml": "subject: Juin\nsent: 2026-06-30 09:00\nposts: [pont]\n"
        "intro: |\n  Bonjour.\n\n  Voir [le plan](/plan-perdu/) et [la suite](../suite-perdue/).\n",
        "docs/entendu.yml": "- date: 2026-06-02\n  heard: Le pont est bruyant.\n  did: Il l’est moins.\n"
        "  link: /bruit-perdu/\n",
    }
    try:
        settings.write_text(
            before.replace("    profile:", f"    newsletter: {{subscribe: {form}}}\n    profile:"),
            "utf-8",
        )
        with Written(small, files):
            capfd.readouterr()
            assert small.build()
            told = capfd.readouterr().err
    finally:
        settings.write_text(before, "utf-8")
    places = ("docs/infolettre/2026-06.yml:7: ", "docs/entendu.yml:4: ", f"mkdocs.yml:{line}: ")
    dead = [one for one in told.split("\n") if "ne mène à aucune page" in one]
    assert [one for one in dead if not one.startswith(places)] == []
    for link in ("/plan-perdu/", "suite-perdue", "/bruit-perdu/", "/inscription/"):
        assert sum(link in one for one in dead) == 1, told


@pytest.mark.parametrize(
    "text",
    [
        '`<img src="absente.png">`, puis `<a href="rien.html">`',
        '```html\n<script src="absente.js"></script>\n```',
        'On y écrit : src="absente.png" et href="rien.html".',
        "La balise s’écrit <code>&lt;video poster='absente.png'&gt;</code>.",
    ],
)
def test_a_text_that_looks_like_an_address_is_none(
    small: Small, capfd: pytest.CaptureFixture[str], text: str
) -> None:
    with Written(small, {"docs/blog/posts/essai.md": post(text)}):
        capfd.readouterr()
        assert small.build()
        assert "essai.md:6" not in capfd.readouterr().err


def test_a_comment_that_does_not_end_stops_the_build(
    small: Small, capfd: pytest.CaptureFixture[str]
) -> None:
    """What it says was meant for nobody else."""
    with Written(small, {"docs/blog/posts/essai.md": post("Bon.\n\n<!-- note à nous\n\n## Suite")}):
        capfd.readouterr()
        assert not small.build()
        assert "essai.md:8: un commentaire commence ici" in capfd.readouterr().err


def test_a_page_that_nobody_edited_is_told_again_and_healed_by_its_target(
    small: Small, capfd: pytest.CaptureFixture[str]
) -> None:
    """What is dead is said at each build until it is mended, by whoever mends it."""
    text = "[a](cible.md) [b](cible.md#endroit) [c](/blog/cible/) [d](../cible/)"
    target = small.post("cible.md")
    with Written(small, {"docs/blog/posts/essai.md": post(text)}):
        capfd.readouterr()
        small.build()
        first = capfd.readouterr().err
        assert first.count("essai.md:6") == 4, first
        target.write_text(post("## Endroit\n", title="Cible"), "utf-8")
        healed = small.build()
        assert "essai.md" not in capfd.readouterr().err
        assert differences(healed, small.clean()) == []
        target.write_text(post("## Ailleurs\n", title="Cible"), "utf-8")
        capfd.readouterr()
        small.build()
        assert "#endroit" in capfd.readouterr().err
        small.build()
        assert "#endroit" in capfd.readouterr().err
        target.unlink()
        small.build()
        told = capfd.readouterr().err
        assert "l’adresse « /blog/cible/ », en ligne jusqu’ici, n’existe plus" in told
        assert told.count("essai.md:6") == 4, told


def test_an_address_that_goes_offers_its_alias(
    small: Small, capfd: pytest.CaptureFixture[str]
) -> None:
    file = small.post("essai.md")
    try:
        file.write_text(post(title="Un vieux titre"), "utf-8")
        small.build()
        file.write_text(post(title="Un tout autre"), "utf-8")
        capfd.readouterr()
        small.build()
        told = capfd.readouterr().err
        assert "docs/blog/posts/essai.md:2: l’adresse « /blog/un-vieux-titre/ »" in told
        assert "aliases: [blog/un-vieux-titre/]" in told
        file.write_text(post(title="Un tout autre", aliases="[blog/un-vieux-titre/]"), "utf-8")
        small.build()
        assert "vieux" not in capfd.readouterr().err
        assert (small.site / "blog/un-vieux-titre/index.html").is_file()
    finally:
        file.unlink()


def test_many_addresses_that_go_are_told_at_once_with_an_alias_that_yaml_reads(
    small: Small, capfd: pytest.CaptureFixture[str]
) -> None:
    """Who renames three tags, or takes a folder away, reads of it on one line for each kind of place."""
    pages = [f"docs/page #{n}.md" for n in range(7)]
    with Written(small, {"docs/blog/posts/essai.md": post(tags="[Un, Deux, Trois]")}):
        with Written(small, dict.fromkeys(pages, "# Page\n")):
            assert small.build()
        small.post("essai.md").write_text(post(), "utf-8")
        capfd.readouterr()
        assert small.build()
        told = capfd.readouterr().err
    assert "3 listes en ligne jusqu’ici n’existent plus, ni leurs fils : /blog/etiquette/" in told
    assert told.count("n’existent plus") == 2
    assert "7 adresses en ligne" in told and "/page #4/…" in told and "/page #5/" not in told
    assert 'aliases: ["page #0/"]' in told


def test_an_expired_post_is_reached(small: Small, capfd: pytest.CaptureFixture[str]) -> None:
    gone = post("Fini.", title="Fini", expires="2026-07-01")
    with Written(
        small,
        {"docs/blog/posts/fini.md": gone, "docs/blog/posts/essai.md": post("[a](fini.md)")},
    ):
        capfd.readouterr()
        small.build()
        assert "essai.md:6" not in capfd.readouterr().err
        assert '"../fini/"' in (small.site / "blog/un-essai/index.html").read_text("utf-8")


def test_addresses_in_raw_html_are_led_as_those_of_markdown(small: Small) -> None:
    text = (
        '<a href="eau.md#x" title="href=eau.md">a</a> <img src=images/pont.png alt=a>\n\n'
        '<picture><source srcset="images/pont.png 1x, images/pont.png 2x">'
        '<img src="images/pont.png" alt="a"></picture>'
    )
    with Written(small, {"docs/blog/posts/essai.md": post(text)}):
        small.build()
        page = (small.site / "blog/un-essai/index.html").read_text("utf-8")
    assert "../images/pont.png 1x, ../images/pont.png 2x" in page
    assert 'href="../eau-bonne/#x"' in page
    assert 'title="href=eau.md"' in page


@pytest.mark.parametrize("disc", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_names_are_compared_whatever_their_normal_form(
    small: Small, capfd: pytest.CaptureFixture[str], disc: Form, typed: Form
) -> None:
    name, link = (unicodedata.normalize(form, "été") for form in (disc, typed))
    picture = small.post("images/pont.png").read_bytes()
    text = post(f"![a]({link}.png) [b]({link}.md)", picture=f'{{file: "{link}.png", alt: Un pont}}')
    with Written(
        small,
        {
            f"docs/blog/posts/{name}.png": picture,
            f"docs/blog/posts/{name}.md": post(title="L’été"),
            "docs/blog/posts/essai.md": text,
        },
    ):
        capfd.readouterr()
        tree = small.build()
        assert "essai.md" not in capfd.readouterr().err
    assert "blog/été.png" in tree


@pytest.mark.skipif(os.name == "nt", reason="links in the file system need rights there")
def test_links_in_the_file_system_are_followed_and_told(
    small: Small, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A post, a folder of posts and a picture that lie elsewhere: as if they lay there. What leads
    nowhere, or to what is read already, is named too."""
    away = tmp_path / "ailleurs"
    (away / "dossier").mkdir(parents=True)
    (away / "seul.md").write_text(post("[a](eau.md)", title="Seul"), "utf-8")
    (away / "dossier" / "la.md").write_text(post("![b](pont.png)", title="Là"), "utf-8")
    (away / "dossier" / "pont.png").write_bytes(small.post("images/pont.png").read_bytes())
    (away / "autre").mkdir()
    (away / "dossier" / "moi.md").symlink_to("moi.md")
    out = {
        small.post("seul.md"): away / "seul.md",
        small.post("lie"): away / "dossier",
        small.file("docs/aussi.md"): away / "seul.md",
        small.file("docs/dossier"): away / "autre",
    }
    nowhere = {
        small.post("perdu.md"): Path("disparu.md"),
        small.post("tour.md"): Path("tour.md"),
        small.file("docs/perdu.png"): Path("disparu.png"),
    }
    again = {
        small.file("docs/encore"): small.file("docs/blog/posts/images"),
        small.post("boucle"): Path(),
    }
    silent = {small.file("docs/.cache"): away, small.file("docs/pont.png"): Path("pont2.png")}
    (small.file("docs") / "pont2.png").write_bytes(small.post("images/pont.png").read_bytes())
    links = {**out, **nowhere, **again, **silent}
    for link, target in links.items():
        link.symlink_to(target)
    try:
        capfd.readouterr()
        tree = small.build()
        told = capfd.readouterr().err.replace("\xa0", " ")
    finally:
        small.file("docs/pont2.png").unlink()
        for link in links:
            link.unlink()
    assert {"blog/seul/index.html", "blog/la/index.html", "blog/lie/pont.png"} <= tree.keys()
    for some, words in (
        (out, "mène hors de « docs »"),
        (nowhere, "à aucun fichier"),
        (again, "déjà lu"),
    ):
        for link in some:
            name = link.relative_to(small.root).as_posix()
            assert any(f"{name}: ce lien" in one and words in one for one in told.split("\n")), name
    assert not any(f"{link.name}: ce lien" in told for link in silent), told


_NAMES = st.sampled_from(
    ["a", "A", "é", "e", "C", "C++", "c#", "index", "page", "中", "日", "a b", "a-b", "a.b", "blog"]
)
_ALIASES = st.sampled_from(
    ["contact", "a", "A", "a/b", "a.html", "feed.xml", "feed.xml/a", "blog/a", "vieux/%C3%A9"]
)
_LINKS = st.sampled_from(
    ["eau.md", "n0.md", "n1.md#x", "/blog/a/", "../a/", "#x", "images/pont.png", "/feed.xml"]
)


@settings(
    max_examples=12, phases=[Phase.generate]
)  # a build for each: to shrink would take minutes
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "title": _NAMES,
                "tags": st.lists(_NAMES, max_size=3),
                "aliases": st.lists(_ALIASES, max_size=1),
                "draft": st.booleans(),
                "links": st.lists(_LINKS, max_size=3),
            }
        ),
        min_size=1,
        max_size=3,
    )
)
def test_addresses_are_unique_and_a_silent_build_has_no_dead_one(
    small: Small, drawn: list[dict[str, object]]
) -> None:
    """Over generated sites: a build that says nothing of a link has none that is dead."""
    files: dict[str, str] = {}
    for n, one in enumerate(drawn):
        links = one["links"]
        assert isinstance(links, list)
        files[f"docs/blog/posts/n{n}.md"] = post(
            " ".join(f"[lien]({link})" for link in links) or "Rien.",
            title=f'"{one["title"]}"',
            slug=f'"{one["title"]} {n}"' if n else "x",
            tags=str(one["tags"]),
            aliases=str(one["aliases"]),
            draft=str(one["draft"]).lower(),
        )
    heard = io.StringIO()
    with Written(small, files), contextlib.redirect_stderr(heard):
        built = small.build()
    if not built:
        assert "docs/blog/posts/n" in heard.getvalue()
        return
    folded = [unicodedata.normalize("NFC", path).casefold() for path in built]
    assert len(set(folded)) == len(folded)
    tree = Tree(small.site)
    pages.cache_clear()
    lost = {
        f"{page.path} → {url}"
        for page in pages(tree.root)
        for url in linked(page)
        if tree.inside(url) and not tree.answers(url)
    }
    told = heard.getvalue()
    assert not lost or "docs/blog/posts/n" in told, (lost, told)


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("site_name:", "use_directory_urls: false\nsite_name:", 1, "use_directory_urls: false"),
        ("{pagination_per_page: 3}", "{archive: false}", 17, "« archive »"),
        ("{pagination_per_page: 3}", "{authors_profiles: false}", 17, "« authors_profiles »"),
        ("{pagination_per_page: 3}", "{pagination: false}", 17, "« pagination »"),
        ("{pagination_per_page: 3}", '{post_url_format: "{date}/{slug}"}', 17, '"{slug}"'),
        ("{pagination_per_page: 3}", "{categories_allowed: [Eau]}", 17, "« categories_allowed »"),
        ("plugins:\n", "plugins:\n  blog: {blog_dir: en/blog}\n", 12, "second blogue"),
        ("plugins:\n", "plugins:\n  blog: {}\n  material/blog: {}\n", 13, "second blogue"),
    ],
)
def test_an_option_that_is_not_served_is_refused_on_its_line(
    small: Small,
    capfd: pytest.CaptureFixture[str],
    before: str,
    after: str,
    line: int,
    said: str,
) -> None:
    file = small.file("mkdocs.yml")
    text = file.read_text("utf-8")
    assert before in text
    try:
        file.write_text(text.replace(before, after, 1), "utf-8")
        capfd.readouterr()
        assert small.build() == {}
        told = capfd.readouterr().err
    finally:
        file.write_text(text, "utf-8")
    assert f"mkdocs.yml:{line}: " in told, told
    assert said in told


_PARTS = st.sampled_from(["a", "A", "b", "é", "e\u0301", "index.html"])
_PATHS = st.lists(st.lists(_PARTS, min_size=1, max_size=3).map("/".join), max_size=5)


@given(st.lists(_PATHS, max_size=3))
def test_addresses_taken_together_are_taken_as_one_after_the_other(some: list[list[str]]) -> None:
    together, singly = Places(), Places()
    for paths in some:
        together.take_all(paths)
        for path in paths:
            singly.take(path)
    assert together == singly
