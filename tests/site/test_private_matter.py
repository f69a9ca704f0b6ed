"""Nothing that was not meant for readers is in any byte of a public site, or in a name of its files."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from tests.incremental.small import CONFIGURATION, Small, make

SECRET = "zibeline"  # a word in every private place, followed by its number
FRONT = "title: {title}\ndate: {date}\nslug: {slug}\n"


def front(title: str, date: str = "2026-05-04 10:00", more: str = "") -> str:
    slug = re.sub(r"\W+", "-", title.lower())
    return f"---\n{FRONT.format(title=title, date=date, slug=slug)}{more}---\n\n"


POSTS = {
    # In a post that goes out: what is written there for nobody.
    "public.md": front(
        "Un billet public",
        more="answers:\n  - {comment: S, answer: S}\nmeasure: {indicator: Vues}\n# S\n"
        "picture: {file: images/pont.png, alt: Un pont, people: recognisable, consent: S}\n",
    )
    + "<!-- S -->\n\n<!--\nS\n\nS\n-->\n\n[//]: # (S)\n\n[S]: https://exemple.org 'S'\n\n"
    "[^1]: Note.\n\n*[S]: S\n\n<!-- ![S](prive/S.png) [S](commentaire-S.pdf) -->\n\nLe parc ouvre.\n\n"
    "<p hidden-note='S' data-note='S' onclick='S'>Texte.</p>\n\n[le plan](ouvert.pdf)\n\n"
    "<script>S</script><style>S {}</style><template>S</template><noscript>S</noscript>\n\n"
    "`[code](codé.pdf)`\n",
    # Posts that do not go out.
    "brouillon.md": front("Un brouillon S", more="draft: true\ntags: [S]\ncategories: [S]\n")
    + "S ![S](brouillon-images/S.png) [S](S-brouillon.pdf) ![S](commun/de-S.png)\n",
    "_souligne.md": front("Un brouillon de Jekyll S") + "S [S](S-souligne.pdf)\n",
    "non-publie.md": front("Un billet à taire S", more="published: false\n") + "S [S](S-tu.pdf)\n",
    "avenir-S.md": front("Un billet à venir S", "2027-03-01", "authors: [eau]\n")
    + "S\n\n<img src='S-avenir.png' alt='S'>\n",
    "interne.md": front("Un billet interne S", more="audience: internal\n")
    + "S [S][ref]\n\n[ref]: S-interne.pdf\n",
    "passe.md": front("Un billet retiré", "2026-05-05", "expires: 2026-06-01\n")
    + "S [S](S-retire.pdf) <source srcset='S-petit.png 1x, S-grand.png 2x'>\n",
    "dossier/index.md": front("Un dossier fermé S", more="draft: true\n") + "S\n",
    "meta/dedans.md": front("Par son dossier S") + "S [S](S-meta.pdf)\n",
    "meta/plus/bas.md": front("Plus bas S") + "S\n",
    "maison/dedans.md": front("Pour la maison S") + "S\n",
    "exclu/dedans.md": front("Exclu S") + "S [S](S-exclu.pdf)\n",
    "exclu/casse.md": "S n’a pas d’en-tête\n",
    "projet/dedans.md": front("Projet S") + "S\n",
}
# Files that nobody who reads the site should get.
FILES = (
    *("posts/S-brouillon.pdf", "posts/brouillon-images/S.png", "posts/commun/de-S.png"),
    *("posts/S-souligne.pdf", "posts/S-tu.pdf", "posts/S-avenir.png", "posts/S-interne.pdf"),
    *("posts/S-retire.pdf", "posts/S-petit.png", "posts/S-grand.png", "posts/dossier/S.docx"),
    *("posts/dossier/images/S.jpg", "posts/meta/S-meta.pdf", "posts/meta/plus/S.csv"),
    *("posts/maison/S.pdf", "posts/exclu/S-exclu.pdf", "posts/exclu/S-seul.pdf"),
    *("posts/projet/S.pdf", "posts/brouillon-S.pdf", "posts/brouillon/S.pdf"),
    *("posts/avenir-S/S.pdf", "posts/avenir-S.pdf", "posts/interne.S.pdf"),
    # Left by editors, suites and systems.
    *("posts/public.md.orig", "posts/public.md.bak", "posts/public.md~", "posts/#public.md#"),
    *("posts/~$S.docx", "posts/Thumbs.db", "posts/S.txt", "posts/S.psd", "posts/S.docx.tmp"),
    *("posts/S.html", "posts/S.php", "posts/S.sqlite", "posts/S.log", "posts/S", "posts/S.eml"),
    *("posts/.S.png", "posts/.git/S.pdf", "posts/S.bak.pdf", "S.txt", "S.md.orig", "S.doc"),
    # Of pages.
    *("rh/S.pdf", "rh/images/S.png", "notes/S.pdf", "blog/exclu-aussi/S.pdf", "templates/S.html"),
    "essai/S.pdf",
)
PAGES = {
    "rh/guide.md": "---\naudience: internal\n---\n# S\n\nS [S](../S-de-rh.pdf)\n",
    "notes/idees.md": "---\ndraft: true\n---\n# S\n\nS\n",
    "essai/page.md": "# S\n\nS\n",
    "exclu.md": "# S\n\nS\n",
    "templates/S.md": "# S\n",
}
META = {
    "docs/blog/posts/meta/.meta.yml": "draft: true # S\n",
    "docs/blog/posts/maison/.meta.yml": "audience: internal\ntags: [S]\n",
}
# What the house keeps of its work: settings, registers, what people told it, letters not sent.
SETTINGS = """\
    sending: {public: true}
    results: {public: true}
    approvals: {roles: [S]}
    alerts: {mail_to: [S@exemple.org], checked: {kit: 2026-05-01}}
    listening: {keep: 30 jours}
    planning: {pause: false, past_pauses: [{from: 2026-05-01, until: 2026-05-02, reason: S}]}
    newsletter:
      title: La lettre
      reply_to: S@exemple.org
      listmonk: {server: "https://S.exemple.org", user: S, lists: [1]}
      smtp: {server: S.exemple.org, user: S}
    pocket: {call: {S: 418 555-0199}}
    publish: {en-ligne: {to: sftp, host: S.exemple.org, user: S, path: /S, identity: ~/.ssh/S}}
"""
_SENT = '"at": "2026-05-21T12:00:00Z", "network": "mastodon"'
_OUT = f'{_SENT}, "account": "@moulin@social.exemple.org", "id": "7", "state": "sent"'
KEPT = {
    "approvals.jsonl": f'{{{_SENT}, "act": "refused", "post": "un-billet-public", "digest": "S", '
    '"by": "S", "text": "S", "note": "S"}\n',
    "publications.jsonl": "".join(
        f'{{{_OUT}, "post": "{post}", "text": "{text}", "by": "S", "note": "S"{more}}}\n'
        for post, text, more in (
            ("un-billet-public", "Le parc ouvre.", ', "address": "https://social.exemple.org/7"'),
            ("un-brouillon-s", "S", ', "address": "https://social.exemple.org/S"'),
            ("un-billet-interne-s", "S", ', "address": "https://social.exemple.org/S"'),
            ("un-billet-a-venir-s", "S", ""),
        )
    ),
    "counts.jsonl": f'{{{_SENT}, "post": "un-billet-interne-s", "account": "@S@S.exemple.org", '
    '"likes": 1, "boosts": 0, "replies": 0, "quotes": 0}\n',
    "resultats.csv": "date;billet;mesure;valeur;note\n"
    "2026-05-21;un-billet-public;impressions;12;S\n2026-05-21;un-billet-interne-s;impressions;9;S\n",
    "ecoute/messages.jsonl": f'{{{_SENT}, "id": "abcdefgh", "seen": "2026-05-21T12:00:00Z", "sort": "reply", '
    '"post": "un-billet-public", "text": "S", "name": "S", "by": "S", "to": "S", "link": "https://S.exemple.org/"}\n',
    "liens.csv": "address;answer;since;checked;file;line\nhttps://S.exemple.org/;404;2026-05-01;2026-05-20;"
    "docs/blog/posts/public.md;3\n",
    "docs/veille.yml": "keywords: [S]\ndanger: [S]\naccounts: ['@S@S.exemple.org'] # S\n",
    "docs/entendu.yml": "# S\n- date: 2026-05-20\n  heard: Il manque des bancs.\n  did: Il y en a trois de plus. # S\n"
    "  posts: [un-brouillon-s, un-billet-interne-s, un-billet-public]\n",
    "docs/infolettre/2026-05.yml": "# S\nsubject: La lettre de mai\nsent: 2026-05-22 10:00\nintro: Bonjour.\n"
    "posts: [un-billet-public, un-billet-interne-s]\n",
    "docs/infolettre/2026-06.yml": "subject: S\nintro: S\noutro: S\nposts: [{post: un-billet-public, text: S}]\n",
    "docs/blog/posts/modele.md.new": "S\n",
}
OPEN = ("blog/ouvert.pdf", "blog/commun/public.png", "assets/plan.pdf", "humans.txt")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Small, Path]:
    small = make(tmp_path_factory.mktemp("private"), charter=True)
    picture = small.post("images/pont.png").read_bytes()
    count = 0

    def numbered(text: str) -> str:
        nonlocal count

        def one(_: re.Match[str]) -> str:
            nonlocal count
            count += 1
            return f"{SECRET}{count}"

        return re.sub(r"\bS\b", one, text)

    def write(path: str, text: str) -> None:
        file = small.file(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    write(
        "mkdocs.yml",
        CONFIGURATION
        + re.sub(r"\bS\b", SECRET, SETTINGS)
        + "exclude_docs: |\n  blog/posts/exclu/\n  /exclu.md\n  exclu-aussi/\n"
        + "draft_docs: |\n  projet/\n  /essai/\n",
    )
    for path, text in POSTS.items():
        write(f"docs/blog/posts/{path}", re.sub(r"\bS\b", SECRET, text))
    for path, text in {**PAGES, "S-de-rh.pdf": "S"}.items():
        write(f"docs/{path.replace('S', SECRET)}", re.sub(r"\bS\b", SECRET, text))
    for path, text in KEPT.items():
        write(path, re.sub(r"\bS\b", SECRET, text))
    for path, text in META.items():
        write(path, numbered(text))
    for path in FILES:
        place = path.replace("S", SECRET) if "/" in path or path.startswith("S") else path
        start = "docs/blog/" if path.startswith("posts/") else "docs/"
        write(f"{start}{place}", numbered("S"))
        if place.endswith((".png", ".jpg")):  # a preview shows those of drafts
            small.file(f"{start}{place}").write_bytes(picture)
    for path in ("blog/posts/ouvert.pdf", "assets/plan.pdf", "humans.txt"):
        write(f"docs/{path}", "ouvert")
    small.file("docs/blog/posts/commun/public.png").write_bytes(picture)
    assert small.build(), "the site is built"
    return small, small.site


def test_no_byte_of_the_public_site_holds_private_matter(planted: tuple[Small, Path]) -> None:
    _, site = planted
    told = []
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if SECRET in name:
            told.append(name)
        if not path.is_file():
            continue
        contents = [path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(one) for one in archive.namelist()]
        told += [f"{name}: {found[0]!r}" for one in contents for found in _found(one)]
    assert told == []


def _found(content: bytes) -> list[re.Match[bytes]]:
    return list(re.finditer(rb".{0,60}" + SECRET.encode() + rb".{0,20}", content, re.IGNORECASE))


def test_what_readers_should_get_is_there(planted: tuple[Small, Path]) -> None:
    _, site = planted
    assert [path for path in OPEN if not (site / path).is_file()] == []
    assert (site / "blog/un-billet-public/index.html").is_file()
    assert "Le parc ouvre." in (site / "feed.xml").read_text("utf-8")
    # The rooms whose registers were planted did speak.
    assert "https://social.exemple.org/7" in (site / "publications/index.html").read_text("utf-8")
    assert "Il manque des bancs." in (site / "vous-avez-dit/index.html").read_text("utf-8")
    assert "La lettre de mai" in (site / "infolettre/2026-05/index.html").read_text("utf-8")
    assert "Un billet public" in (site / "bilan/index.html").read_text("utf-8")


def test_a_preview_shows_drafts_with_their_files(
    planted: tuple[Small, Path], tmp_path: Path
) -> None:
    small, _ = planted
    shown = small.previewed(small.preview(tmp_path))
    assert f"blog/{SECRET}-brouillon.pdf" in shown
    assert f"blog/projet/{SECRET}.pdf" in shown
    assert f"blog/{SECRET}-exclu.pdf" not in shown
    assert f"blog/{SECRET}.txt" not in shown


def test_a_measure_stays_in_the_house_unless_the_report_is_public(
    planted: tuple[Small, Path], tmp_path: Path
) -> None:
    small, _ = planted
    settings, post = small.file("mkdocs.yml"), small.post("public.md")
    before = settings.read_text("utf-8"), post.read_text("utf-8")

    def holding_it(name: str) -> list[str]:
        site = tmp_path / name
        small.build("--site-dir", str(site))
        assert (site / "blog/un-billet-public/index.html").is_file()
        files = [path for path in site.rglob("*") if path.is_file()]
        return [path.relative_to(site).as_posix() for path in files if _found(path.read_bytes())]

    try:
        settings.write_text(before[0].replace("    results: {public: true}\n", ""), "utf-8")
        post.write_text(before[1].replace("indicator: Vues", f"indicator: {SECRET}"), "utf-8")
        assert holding_it("kept") == []
        settings.write_text(before[0], "utf-8")
        assert holding_it("public") == ["bilan/un-billet-public/index.html"]
    finally:
        settings.write_text(before[0], "utf-8")
        post.write_text(before[1], "utf-8")
