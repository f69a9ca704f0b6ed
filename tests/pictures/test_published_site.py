"""Pictures as readers meet them: a site is built, and its bytes are read."""

from __future__ import annotations

import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from portevoix.pictures import described
from tests.pictures.samples import PLACE, a_bomb, a_picture, from_a_telephone, saved
from tests.site.running import run

AUTHORS = "authors:\n  equipe:\n    name: Équipe\n    description: Rédaction\n    avatar: x.png\n"
# What Exif, XMP, IPTC and camera names look like, in any file of a site.
TRACES = (
    *(b"Exif\0\0", b"eXIf", b"EXIF", b"<x:xmpmeta", b"ns.adobe.com", b"XML:com.adobe.xmp"),
    *(b"GPSL", b"Appareil personnel", b"Photoshop 3.0", b"Une employ", PLACE.encode()),
)


def a_deep_png() -> bytes:
    """Sixteen bits a channel, with Exif in its own chunk."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    rows = b"".join(b"\0" + struct.pack(">60H", *range(0, 60_000, 1000)) for _ in range(40))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 60, 40, 16, 0, 0, 0, 0))
        + chunk(b"eXIf", b"II*\0GPSLatitude Appareil personnel")
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def an_album() -> dict[str, bytes]:
    moving = [Image.new("RGB", (30, 30), (index * 80, 40, 90)) for index in range(3)]
    shot = Image.effect_noise((400, 300), 60).convert("RGB")
    exif = Image.open(io.BytesIO(from_a_telephone())).getexif()
    return {
        "parc.jpg": saved(shot, "JPEG", quality=92, exif=exif, comment="Une employée"),
        "debout.jpg": from_a_telephone(orientation=6),
        "encre.jpg": saved(a_picture().convert("CMYK"), "JPEG", exif=exif),
        "profonde.png": a_deep_png(),
        "mouvement.gif": saved(
            moving[0], "GIF", save_all=True, append_images=moving[1:], comment="Une employée"
        ),
        "vive.webp": from_a_telephone("WEBP"),
        "neuve.avif": from_a_telephone("AVIF"),
        "inutile.png": from_a_telephone("PNG"),
        "inutile.jpg.bak": from_a_telephone(),
        "plan.svg": (
            b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30">'
            b"<script>ailleurs()</script><!-- Appareil personnel --><path d='M0 0h9'/></svg>"
        ),
    }


def a_blog(folder: Path, posts: dict[str, str], pictures: dict[str, bytes]) -> Path:
    (folder / "posts" / "images").mkdir(parents=True)
    (folder / ".authors.yml").write_text(AUTHORS, "utf-8")
    for name, text in posts.items():
        (folder / "posts" / name).write_text(text, "utf-8")
    for name, content in pictures.items():
        (folder / "posts" / "images" / name).write_bytes(content)
    return folder


def a_post(title: str, body: str, head: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2026-01-05\n{head}---\n{body}\n"


def images(page: Path) -> dict[str, html.HtmlElement]:
    """The pictures of a page's text by their alternative text."""
    root = html.document_fromstring(page.read_text("utf-8"))
    return {one.get("alt") or "": one for one in root.iter("img")}


@pytest.fixture(scope="module")
def album_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("album")
    pictures = an_album()
    shown = [name for name in pictures if "inutile" not in name]
    body = "\n\n".join(f"![{name}](images/{name})" for name in shown)
    head = "picture:\n  file: images/parc.jpg\n  alt: en tête\n"
    a_blog(folder / "blog", {"album.md": a_post("Album", body, head)}, pictures)
    done = run("--posts", str(folder / "blog"), "--site-dir", str(folder / "site"))
    assert done.returncode == 0, done.stderr
    assert "plan.svg: le dessin" in done.stderr
    assert "Traceback" not in done.stderr
    for name, content in pictures.items():
        assert (folder / "blog" / "posts" / "images" / name).read_bytes() == content
    return folder / "site"


def test_no_file_of_a_site_says_where_a_picture_was_taken(album_site: Path) -> None:
    """Neither those that pages show, nor those that nobody shows, nor one called otherwise."""
    for file in sorted(album_site.rglob("*")):
        if file.is_file() and file.suffix not in (".js", ".map"):
            content = file.read_bytes()
            for trace in TRACES:
                assert trace not in content, (file.name, trace)
    folder = album_site / "blog" / "images"
    names = {file.name for file in folder.iterdir()}
    assert {"inutile.png", "parc.jpg", "parc.jpg.avif"} <= names
    assert "inutile.jpg.bak" not in names, "a copy that an editor kept"
    for file in folder.iterdir():
        if file.suffix != ".svg":
            read = described(file.read_bytes())
            assert not (read.has_gps or read.has_metadata or read.turned or read.profile)
    assert b"ailleurs" not in (folder / "plan.svg").read_bytes()


def test_pictures_of_a_page_have_their_true_size_and_wait_to_be_seen(album_site: Path) -> None:
    """All but the main picture load when they come near; a lighter sibling stands beside."""
    page = album_site / "blog" / "album" / "index.html"
    shown = images(page)
    for name, image in shown.items():
        if name in ("", "en tête", "plan.svg"):
            continue
        read = described((album_site / "blog" / "images" / name).read_bytes())
        assert (image.get("width"), image.get("height")) == (str(read.width), str(read.height))
        assert (image.get("loading"), image.get("decoding")) == ("lazy", "async")
    assert (shown["debout.jpg"].get("width"), shown["debout.jpg"].get("height")) == ("40", "60")
    assert (shown["plan.svg"].get("width"), shown["plan.svg"].get("height")) == ("40", "30")
    first = shown["en tête"]
    assert first.get("loading") is None and first.get("fetchpriority") == "high"
    for image in (first, shown["parc.jpg"]):
        (source,) = image.getparent().iter("source")
        lighter = (page.parent / source.get("srcset")).resolve()
        assert source.get("type") == "image/avif"
        picture = album_site / "blog" / "images" / "parc.jpg"
        assert lighter.stat().st_size < 0.9 * picture.stat().st_size
    assert b"Adobe" not in (album_site / "blog" / "images" / "encre.jpg").read_bytes()
    assert described((album_site / "blog" / "images" / "mouvement.gif").read_bytes()).animated


def test_feeds_tell_plain_pictures_of_true_size(album_site: Path) -> None:
    feed = (album_site / "feed.xml").read_text("utf-8")
    assert (
        "&lt;picture" not in feed
        and "<picture" not in feed
        and '.avif"' not in feed.replace("neuve.avif", "")
    )
    assert re.search(r"album/|images/parc\.jpg", feed)
    assert 'width="400" height="300"' in feed.replace("&quot;", '"')


def test_pictures_that_cannot_be_opened_stop_the_build_at_their_lines(tmp_path: Path) -> None:
    """Each at the line that shows it, all at once; nothing raw is published, the site stays."""
    pictures = {
        "coupee.jpg": saved(Image.effect_noise((200, 200), 90), "JPEG")[:3000],
        "bombe.png": a_bomb(),
        "iphone.heic": b"\0\0\0\x18ftypheic" + from_a_telephone(),
        "fausse.svg": b"<svg><g></svg>",
        "seule.tif": saved(a_picture(), "TIFF"),
    }
    posts = {
        "a.md": a_post("A", "Un.\n\n![x](images/coupee.jpg)\n\n![y][b]\n\n[b]: images/bombe.png"),
        "b.md": a_post("B", "Deux.", "picture:\n  file: images/iphone.heic\n  alt: x\n"),
        "c.md": a_post("C", '<img src="../images/fausse.svg" alt="x">'),
        "d.md": a_post("D", "Trois.", "picture:\n  file: images/partie.png\n  alt: x\n"),
        "e.md": a_post("E", "Quatre.", "picture:\n  file: images/rien.png\n  alt: x\n"),
    }
    pictures["rien.png"] = b""
    a_blog(tmp_path / "blog", posts, pictures)
    done = run("--posts", str(tmp_path / "blog"), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 1
    assert not (tmp_path / "site").exists()
    assert "Traceback" not in done.stderr
    said = done.stderr.replace("\u00a0", " ")
    for place, told in (
        ("a.md:7", "« coupee.jpg » est abîmée"),
        ("a.md:11", "« bombe.png » dépasse"),
        ("b.md:5", "« iphone.heic » est au format HEIC"),
        ("c.md:5", "« fausse.svg » est abîmée"),
        ("d.md:5", "« images/partie.png » n’existe pas"),
        ("e.md:5", "« rien.png » est un fichier vide"),
    ):
        assert re.search(rf"{re.escape(place)}: .*{re.escape(told)}", said), (place, told)


def test_a_damaged_picture_that_nobody_shows_is_told_and_not_published(tmp_path: Path) -> None:
    pictures = {"seule.tif": saved(a_picture(), "TIFF"), "coupee.jpg": b"\xff\xd8\xff\xe1 GPSL"}
    a_blog(tmp_path / "blog", {"a.md": a_post("A", "Un.")}, pictures)
    done = run("--posts", str(tmp_path / "blog"), "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    for name in pictures:
        assert f"posts/images/{name}: " in done.stderr
        assert not list((tmp_path / "site").rglob(name))


def test_the_end_of_a_consent_takes_a_picture_down_everywhere(tmp_path: Path) -> None:
    """The page, the texts of other posts, feeds, cards, relays; its words go with it."""
    portrait = saved(Image.effect_noise((300, 200), 50).convert("RGB"), "JPEG")
    head = (
        "picture:\n  file: images/portrait.jpg\n  alt: Une dame au parc\n  credit: Un atelier\n"
        "  licence: CC BY 4.0\n  people: recognisable\n  consent: C-12\n"
        "  consent_until: 2026-03-20\n"
    )
    posts = {
        "dame.md": a_post("Dame", "Un texte.", head),
        "autre.md": a_post("Autre", "Voici :\n\n![Une dame au parc](images/copie.jpg)\n"),
    }
    a_blog(
        tmp_path / "blog",
        posts,
        {"portrait.jpg": portrait, "copie.jpg": portrait, "banc.png": saved(a_picture(), "PNG")},
    )
    arguments = ("--posts", str(tmp_path / "blog"), "--site-dir", str(tmp_path / "site"))
    site = tmp_path / "site"

    before = run(*arguments, now="2026-03-20 12:00")
    assert before.returncode == 0, before.stderr
    assert "prend fin le 20 mars 2026" in before.stderr
    assert (site / "blog" / "images" / "portrait.jpg").is_file()
    assert "Une dame au parc" in (site / "feed.xml").read_text("utf-8")
    card = (site / "cards" / "dame-og.png").read_bytes()

    after = run(*arguments, now="2026-03-21 00:30")
    assert after.returncode == 0, after.stderr
    assert re.search(r"dame\.md:11: .*a pris fin le 20 mars 2026", after.stderr)
    assert re.search(r"autre\.md:7: .*dame\.md:11", after.stderr)
    for file in sorted(site.rglob("*")):
        assert file.name.partition(".")[0] not in ("portrait", "copie"), file
        if file.is_file() and file.suffix not in (".png", ".woff2"):
            text = file.read_bytes().decode("utf-8", "replace")
            for word in ("Une dame au parc", "portrait.jpg", "copie.jpg", "Un atelier"):
                assert word not in text, (file, word)
    assert (site / "cards" / "dame-og.png").read_bytes() != card
    for slug in ("dame", "autre"):
        page = (site / "blog" / slug / "index.html").read_text("utf-8")
        assert page.count("Cette image a été retirée.") == 1
    assert (site / "blog" / "images" / "banc.png").is_file()
