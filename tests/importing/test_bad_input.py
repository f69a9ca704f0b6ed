"""What cannot be brought along is told, all of it with its place, and nothing is written."""

from __future__ import annotations

import io
import json
import re
import tarfile
import time
import zipfile
from pathlib import Path

import pytest

from portevoix.commands import main
from portevoix.importing.dialect import for_python_markdown
from portevoix.importing.html import to_markdown
from portevoix.importing.links import Lead, Part, lead
from tests.importing.blogs import MKDOCS, feed, ghost, hugo, picture, wordpress, write


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = write(tmp_path / "site", {"mkdocs.yml": MKDOCS, "docs/index.md": "# Accueil\n"})
    monkeypatch.chdir(home)
    return home


def refused(source: Path, home: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said of a source that is not taken; nothing of the site has changed."""
    before = sorted(str(one) for one in home.rglob("*"))
    assert main(["import", str(source), *words]) == 1
    assert sorted(str(one) for one in home.rglob("*")) == before
    said = capsys.readouterr()
    assert said.out == "" and "Traceback" not in said.err
    return said.err


def test_all_mistakes_of_a_folder_come_together(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """TOML that does not parse, a date that is none, pictures missing and too big, two posts with
    one address."""
    root = hugo(tmp_path / "ancien")
    with (root / "static" / "grand.png").open("wb") as out:
        out.write(picture())
        out.truncate(50_000_000)
    write(
        root,
        {
            "content/a.md": "+++\ntitle = 'a'\ndate = oops\n+++\n",
            "content/b.md": "---\ntitle: b\ndate: lundi\n---\n",
            "content/c.md": "---\ntitle: c\ndate: 2020-01-01\n---\n\n![x](rien.png) ![y](/grand.png)\n",
            "content/d.md": "---\ntitle: d\ndate: 2020-01-01\nurl: /c/\n---\n![x](absente.png)\n",
            "content/e.md": b"---\ntitle: \xff\n---\n",
        },
    )
    said = refused(root, home, capsys)
    for place in (
        "a.md:3: le TOML ne se lit pas ici : « date = oops »",
        "b.md:3:",
        "c.md:6: l’image « rien.png »",
        "c.md:6: « /grand.png » pèse 50",
        "d.md:6: l’image « absente.png »",
    ):
        assert f"{root}/content/{place}" in said
    assert f"{root}/content/d.md: l’ancienne adresse" in said and "e.md:2:" in said
    assert main(["import", str(root), "--leave-out"]) == 0
    told = capsys.readouterr().out
    assert "rien.png" in told and "a.md:3" in told and "d.md" in told


def test_an_export_that_is_cut_short_or_of_another_kind_is_told(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for n, make in enumerate((wordpress, ghost, feed)):
        whole = make(tmp_path / f"b{n}")
        content = whole.read_bytes()
        whole.write_bytes(content[: len(content) * 2 // 3])
        assert "s’arrête avant sa fin" in refused(whole, home, capsys), make.__name__
    write(
        tmp_path, {"x.html": "<html>", "vide.xml": "", "dossier/x.txt": "x", "y.json": '{"a": 1}'}
    )
    for name in ("x.html", "vide.xml", "dossier", "absent", "y.json"):
        assert str(tmp_path / name) in refused(tmp_path / name, home, capsys)
    assert "Ghost" in refused(tmp_path / "y.json", home, capsys, "--from", "ghost")


def test_archives_that_climb_out_are_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By their names, by links; every one of them is told, and nothing is unpacked outside."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../dehors.md", "x")
        archive.writestr("/absolu.md", "x")
        archive.writestr("content/a.md", "x")
    said = refused(tmp_path / "a.zip", home, capsys)
    assert "../dehors.md" in said and "/absolu.md" in said and "content/a.md" not in said
    with tarfile.open(tmp_path / "b.tar", "w") as tar:
        link = tarfile.TarInfo("lien")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
        tar.addfile(tarfile.TarInfo("a/../../b"), io.BytesIO())
    said = refused(tmp_path / "b.tar", home, capsys)
    assert "lien" in said and "a/../../b" in said
    assert not (tmp_path / "dehors.md").exists()


def test_an_archive_of_a_folder_or_an_export_is_read(home: Path, tmp_path: Path) -> None:
    root = hugo(tmp_path / "ancien")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for one in sorted(root.rglob("*")):
            archive.write(one, f"mon-blogue/{one.relative_to(root)}")
    assert main(["import", str(tmp_path / "a.zip")]) == 0
    export = ghost(tmp_path / "g")
    with zipfile.ZipFile(tmp_path / "g.zip", "w") as archive:
        archive.write(export, "export.json")
        archive.write(tmp_path / "g/content/images/k.png", "content/images/k.png")
    assert main(["import", str(tmp_path / "g.zip")]) == 0
    assert (home / "docs/blog/posts/ghost/images/k.png").is_file()


def test_nothing_outside_of_the_folder_is_read(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By a path that climbs, or by a link."""
    root = hugo(tmp_path / "ancien")
    write(
        tmp_path, {"secret.png": picture(), "secret.md": "---\ndate: 2020-01-01\n---\nMARQUEUR\n"}
    )
    (root / "content" / "lien.md").symlink_to(tmp_path / "secret.md")
    (root / "static" / "lien.png").symlink_to(tmp_path / "secret.png")
    text = "---\ntitle: z\ndate: 2020-01-01\n---\n![a](../../secret.png)\n\n![b](/lien.png)\n"
    write(root, {"content/z.md": text})
    said = refused(root, home, capsys)
    assert "../../secret.png" in said and "/lien.png" in said and "MARQUEUR" not in said


def test_xml_bombs_and_entities_are_refused(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "ha">{laughs}]><rss><channel>&a9;</channel></rss>'
    outside = (
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
    )
    for text in (bomb, outside, bomb.encode("utf-16").decode("utf-16")):
        write(tmp_path, {"b.xml": text})
        started = time.process_time()
        assert "type de document" in refused(tmp_path / "b.xml", home, capsys)
        assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "html",
    ["<div>" * 20_000, "<ul><li>" * 5_000, "<blockquote>" * 3_000 + "x", "<p>[*_`" * 20_000],
    ids=["div", "ul", "quote", "signs"],
)
def test_hostile_bodies_end_in_time(html: str) -> None:
    started = time.process_time()
    to_markdown(html, lambda *_: None)
    assert time.process_time() - started < 20


def test_html_becomes_the_markdown_that_renders_the_same(home: Path) -> None:
    from markdown import Markdown

    html = (
        "<h2>Un &amp; deux</h2><p>1. pas une liste, *ni gras*, a_b &amp;lt; x &lt;b&gt;</p>"
        "<ul><li>un<ul><li>deux</li></ul></li><li>trois</li></ul><pre><code>a &lt; `b`</code></pre>"
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1|2</td></tr></tbody></table>"
    )
    made = Markdown(extensions=["tables", "fenced_code", "md_in_html"]).convert(
        to_markdown(html, lambda *_: None)
    )

    def bare(text: str) -> str:
        return "".join(text.replace("&gt;", ">").replace("&#124;", "|").split())

    assert bare(made) == bare(html)


def test_lists_nest_and_begin_as_other_readers_have_them() -> None:
    from markdown import Markdown

    text = "Voici :\n- un\n  - deux\n    - trois\n\n  suite\n- quatre\n\n1. a\n   ```\n     code\n   ```\n2. b\n"
    html = Markdown(extensions=["fenced_code"]).convert(for_python_markdown(text))
    assert html.count("<ul>") == 3 and html.count("<li>") == 6 and "<p>Voici :</p>" in html
    code = "```\n- a\n  - b\n```\n\n- x\n"
    assert for_python_markdown(code).startswith("```\n- a\n  - b\n```\n")


def test_code_that_is_told_by_its_indentation_stays_as_it_is() -> None:
    """At the margin and in the items of lists; what stands beside it is led."""

    def ask(address: str, part: Part, at: int) -> Lead:
        return Lead(f"new/{address}")

    shown = "![a](one.png) <img src='two.png'>"
    code = '    # => "<img src=\\"/x.png\\" />" [b](y.png)'
    nested = "\n".join(f"    {line}" for line in ("Before:", "", code, "", shown))
    text = f"{shown}\n\n{code}\n\n*   An item\n\n{nested}\n\nAfter {shown}\n"
    led = lead(text, ask)
    assert led.count(code) == 2
    assert led.count("![a](new/one.png)") == 3 and led.count('"new/two.png"') == 3


def test_a_list_s_own_paragraphs_are_no_code() -> None:
    def ask(address: str, part: Part, at: int) -> Lead:
        return Lead(f"new/{address}")

    for text in (
        "- one\n\n    ![a](x.png)\n",
        "1. one\n    - two\n\n        ![a](x.png)\n",
        "text\n    ![a](x.png)\n",
        "<div>\n\n    <img src='x.png'>\n\n</div>\n",
    ):
        assert "new/x.png" in lead(text, ask), text


def test_a_post_whose_date_cannot_be_read_keeps_the_day_of_its_name_when_asked(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "---\nlayout: post\ntitle: Un\ndate: 2017-02-10 00:10::00 -03:00\n---\nTexte.\n"
    source = write(
        tmp_path / "ancien", {"_config.yml": "title: x\n", "_posts/2017-02-10-un.md": text}
    )
    assert "_posts/2017-02-10-un.md:4" in refused(source, home, capsys)
    assert main(["import", str(source), "--leave-out"]) == 0
    assert "_posts/2017-02-10-un.md:4" in capsys.readouterr().out
    (post,) = (home / "docs/blog/posts/jekyll").glob("*.md")
    assert "\ndate: 2017-02-10\n" in post.read_text("utf-8")


def test_posts_of_one_long_title_keep_two_addresses(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A long address is cut; the day that tells one from the other is not cut away."""
    title = "une strategie numerique qui s accorde avec la culture de la maison et de ses equipes"
    posts = {
        f"_posts/{day}-{title.replace(' ', '-')}.md": f"---\ntitle: {title}\n---\nTexte.\n"
        for day in ("2021-07-15", "2021-09-28", "2021-10-01")
    }
    source = write(tmp_path / "ancien", {"_config.yml": "title: x\n", **posts})
    assert main(["import", str(source)]) == 0, capsys.readouterr().err
    assert main(["check", "--now", "2026-11-27"]) == 0
    assert main(["new-post", "announcement", title, "--now", "2026-11-27"]) == 0
    (new,) = (home / "docs/blog/posts").glob("2026-11-27-*.md")
    assert re.search(r"^slug: \S+-2026-11-27\b", new.read_text("utf-8"), re.M)


def test_an_old_address_that_a_page_of_the_site_has_is_told_and_left(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it led to stands as it is; the post has its other addresses."""
    write(home, {"docs/contact.md": "# Contact\n"})
    head = "---\ntitle: Un\ndate: 2020-01-01\nurl: /un/\naliases: [/abonnement/, /contact.html, /vieux/]\n---\n"
    source = write(tmp_path / "ancien", {"hugo.toml": "title = 'x'\n", "content/posts/un.md": head})
    assert main(["import", str(source), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["posts"][0]["aliases"] == ["/un", "/vieux"]
    told = " ".join(one["what"] for one in report["changed"])
    assert "/abonnement" in told and "/contact.html" in told
