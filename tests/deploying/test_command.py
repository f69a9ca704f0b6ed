"""`porte-voix publish`: what is typed, what is declared, what is said."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import bcrypt
import pytest

from portevoix.commands import main
from portevoix.deploying.settings import Place
from tests.deploying import servers

CONFIGURATION = """site_name: Essai
site_url: https://blog.example.org/
theme: {name: porte-voix, language: fr}
plugins:
  portevoix/resonance:
    organisation: {name: Essai}
    publish:
"""
POST = "---\ntitle: Le pont rouvre lundi\ndate: 2026-01-0%d\n---\n\nLe pont rouvre lundi matin.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two posts that declares one folder."""
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    for n in (1, 2):
        (posts / f"billet-{n}.md").write_text(POST % n, "utf-8")
    (tmp_path / "docs" / "index.md").write_text("# Accueil\n", "utf-8")
    declare(tmp_path, "      en-ligne: {to: folder, path: public}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def declare(home: Path, text: str) -> None:
    (home / "mkdocs.yml").write_text(CONFIGURATION + text, "utf-8")


def publish(*words: str) -> int:
    return main(["publish", "--now", "2026-02-01 12:00", *words])


def test_a_site_goes_where_it_is_declared(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words and bytes first; then the site; then what came and what left; then back."""
    assert publish("--dry-run") == 0
    assert " fichiers partiraient (" in capsys.readouterr().out
    assert not (home / "public").exists()

    assert publish() == 0
    assert "en-ligne: en ligne. " in capsys.readouterr().out
    page = home / "public" / "blog" / "le-pont-rouvre-lundi" / "index.html"
    assert sorted((home / "public" / "blog").glob("le-pont*"))

    assert publish() == 0
    assert "aucun fichier à envoyer" in capsys.readouterr().out

    (home / "docs" / "blog" / "posts" / "billet-2.md").write_text(
        POST.replace("---\n\n", "slug: tout-autre\n---\n\n") % 2, "utf-8"
    )
    assert publish("en-ligne") == 0
    told = capsys.readouterr().out
    assert "Pages ajoutées : " in told
    assert "  https://blog.example.org/blog/tout-autre/" in told
    assert (home / "public" / "blog" / "tout-autre").is_dir()

    capsys.readouterr()
    assert publish("--back", "--dry-run") == 0
    assert "la publication d’avant reviendrait : " in capsys.readouterr().out
    assert publish("--back") == 0
    said = capsys.readouterr().out
    assert "la publication d’avant est de nouveau en ligne : " in said
    assert "un second --back" in said
    assert not (home / "public" / "blog" / "tout-autre").exists()
    assert page.parent.parent.is_dir()


def test_what_was_removed_at_a_place_is_put_back_and_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish("--verify", "--quiet") == 0
    page = home / "public" / "index.html"
    page.unlink()
    assert publish("--dry-run") == 0
    said = capsys.readouterr()
    assert "1 fichier manque ou a changé sur place, par exemple index.html" in said.err
    assert not page.exists()
    shutil.rmtree(home / "public")
    assert publish("--quiet") == 0
    said = capsys.readouterr()
    assert " fichiers manquaient ou avaient changé sur place, par exemple " in said.err
    assert page.is_file()
    assert publish("--verify") == 0
    assert " en ligne : rien ne manque, rien n’a changé." in capsys.readouterr().out
    assert publish("--verify", "--back") == 2


def test_nothing_is_published_while_the_charter_or_a_mistake_blocks(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    post = home / "docs" / "blog" / "posts" / "billet-1.md"
    post.write_text(POST % 1 + "\nVoyez [cliquez ici](https://example.org/).\n", "utf-8")
    assert publish() == 1
    told = capsys.readouterr().err
    assert "bloque" in told and "Rien n’a été publié" in told
    post.write_text("---\ntitle: [\n---\n", "utf-8")
    assert publish() == 1
    assert "Rien n’a été publié" in capsys.readouterr().err
    assert not (home / "public").exists()


def test_the_staff_site_goes_to_no_public_place(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nsite_dir: site-interne\n"
        "plugins: {portevoix/resonance: {audience: internal}}\n",
        "utf-8",
    )
    for words in (["--internal"], ["--config", "mkdocs.internal.yml"], ["--internal", "--back"]):
        assert publish(*words) == 1
        assert (
            "le site du personnel ne va qu’à un lieu qui lui est réservé" in capsys.readouterr().err
        )
    assert not (home / "public").exists()


def test_the_staff_site_goes_only_where_somebody_asks_who_one_is(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A server that serves the folder as it is: refused before anything is written there."""
    (home / "mkdocs.internal.yml").write_text(
        "INHERIT: mkdocs.yml\nsite_dir: site-interne\n"
        "plugins: {portevoix/resonance: {audience: internal}}\n",
        "utf-8",
    )
    (home / "personnel").mkdir()
    port = servers.free_port()
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
    declare(
        home,
        "      en-ligne: {to: folder, path: public}\n"
        "      interne: {to: folder, path: personnel, audience: internal,"
        f" address: 'http://127.0.0.1:{port}/'}}\n",
    )
    with servers.running([*command, "--directory", str(home / "personnel")], port, home / "log"):
        assert publish("--internal") == 1
    assert "répond sans demander qui l’on est" in capsys.readouterr().err
    assert list((home / "personnel").iterdir()) == []
    assert publish("--internal", "en-ligne") == 1
    assert publish("interne") == 1
    assert "ce lieu est celui du site du personnel" in capsys.readouterr().err
    assert publish("--internal") == 0, "nobody answers there yet"
    assert "ne répond pas d’ici" in capsys.readouterr().err
    assert (home / "personnel" / "kits" / "index.html").is_file()
    assert publish() == 0
    assert not (home / "public" / "kits").exists()


def test_the_files_that_protect_are_written_once_and_the_password_is_renewed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["protect", "nginx"]) == 1
    declare(
        home,
        "      interne: {to: folder, path: personnel, audience: internal,"
        " address: 'https://interne.example.org/'}\n",
    )
    capsys.readouterr()
    assert main(["protect", "nginx"]) == 0
    told = capsys.readouterr().out
    users = home / "serveur" / "personnel.htpasswd"
    first = users.read_text("ascii")
    password = told.split("Mot de passe : ")[1].split(".")[0]
    assert bcrypt.checkpw(password.encode(), first.strip().split(":")[1].encode())
    assert password not in first
    assert main(["protect", "nginx"]) == 0
    assert users.read_text("ascii") == first
    assert main(["protect", "nginx", "--renew"]) == 0
    assert users.read_text("ascii") != first
    (home / "serveur" / "personnel.nginx.conf").write_text("à moi", "utf-8")
    assert main(["protect", "nginx"]) == 1
    assert (home / "serveur" / "personnel.nginx.conf").read_text("utf-8") == "à moi"


@pytest.mark.parametrize(
    "words",
    [
        *(["protect", server] for server in ("caddy", "nginx", "apache")),
        ["publish", "nuage"],
        ["publish", "serveur"],
        ["publish", "serveur", "nuage", "--dry-run"],
        ["publish", "nuage", "--back"],
        ["publish", "--preview", "billet-1", "--where", "nuage"],
        ["publish", "--preview", "--end", "--where", "nuage"],
    ],
    ids=" ".join,
)
def test_a_package_that_is_not_installed_is_named_before_anything_is_written(
    words: list[str],
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All that publishing takes beside what building does: what is in requirements/publish.in."""
    for package in ("obstore", "asyncssh", "bcrypt", "keyring"):
        monkeypatch.setitem(sys.modules, package, None)  # as Python tells what cannot be imported
    monkeypatch.setenv("PORTEVOIX_NUAGE_KEY", "k")
    monkeypatch.setenv("PORTEVOIX_NUAGE_SECRET", "s")
    declare(
        home,
        "      nuage: {to: s3, bucket: b}\n"
        "      serveur: {to: sftp, host: h, user: u, path: /p}\n"
        "      interne: {to: folder, path: personnel, audience: internal,"
        " address: 'https://interne.example.org/'}\n",
    )
    before = sorted(home.rglob("*"))
    assert main(words) == 1
    said = capsys.readouterr()
    assert 'n’est pas installé. Installez-le : pip install "porte-voix[publish]"' in said.err
    assert "Traceback" not in said.err and said.out == ""
    assert sorted(home.rglob("*")) == before


def test_a_place_that_takes_no_package_gets_the_site_though_another_cannot(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    declare(home, "      nuage: {to: s3, bucket: b}\n      en-ligne: {to: folder, path: public}\n")
    assert publish() == 1
    assert "nuage: le module « obstore » n’est pas installé." in capsys.readouterr().err
    assert (home / "public" / "index.html").is_file()


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        (
            "      a: {to: s3, bucket: b, secret_key: x}\n",
            "mkdocs.yml:8: « plugins.portevoix/resonance.publish.a.secret_key » ressemble à un secret",
        ),
        (
            "      a-b: {to: sftp, host: h, user: u, path: p, password: x}\n",
            "par la variable PORTEVOIX_A_B_PASSWORD",
        ),
        (
            "      a: {to: git, repository: 'https://nous:j3t0n@forge.example/nous/pages.git'}\n",
            "Écrivez « https://forge.example/nous/pages.git », changez ce secret sur la forge s’il a été"
            " enregistré dans git, et donnez-le par la variable PORTEVOIX_A_TOKEN",
        ),
        (
            "      a: {to: git, repository: https://ghp_0123456789@github.com/nous/pages.git}\n",
            "mkdocs.yml:8: « plugins.portevoix/resonance.publish.a.repository » contient un secret",
        ),
        (
            "      a: {to: s3, bucket: b, endpoint: 'https://cle:secret@s3.example.org'}\n",
            "Écrivez « https://s3.example.org »",
        ),
        (
            "      a: {to: folder, path: p, audience: internal, address: 'https://i.example.org/?a=1'}\n",
            "Écrivez « https://i.example.org/ »",
        ),
        ("      a: {to: s4}\n", "s3"),
        ("      a: {bucket: b}\n", "il manque « to: »"),
        ("      a: {to: sftp, host: h, user: u}\n", "il manque « path: »"),
        ("      a: {to: s3, bucket: b, buckett: c}\n", "buckett"),
        ("      A b: {to: s3, bucket: b}\n", "ne peut pas nommer un lieu"),
        ("      a: [1]\n", "mkdocs.yml:8"),
        ("      a: {to: folder, path: p, audience: internal}\n", "il manque « address: »"),
        ("", "ne dit pas où publier"),
    ],
)
def test_what_is_declared_wrongly_is_told_with_its_line(
    declared: str, said: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declare(home, declared)
    assert publish() == 1
    told = capsys.readouterr().err
    assert said in told
    assert "j3t0n" not in told and "ghp_" not in told and "cle:secret" not in told
    assert not (home / "site").exists()


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("docs", "est le dossier des textes (docs_dir)"),
        ("docs/blog", "à l’intérieur d’un dossier du projet (le dossier des textes"),
        (".", "est le dossier du projet"),
        ("../chez-nous", "est le dossier du projet"),  # a link to it
        ("..", "contient le dossier du projet"),
        ("site", "est le dossier où un site se construit (site_dir)"),
        ("personnel/ici", "à l’intérieur d’un dossier du projet (le dossier où un site"),
        ("overrides", "est le dossier de vos gabarits"),
        ("ecoute", "est le dossier de la boîte de réception"),
        (".git/objects", "à l’intérieur d’un dossier du projet (l’historique"),
    ],
)
def test_no_site_is_published_among_what_it_is_made_from(
    path: str, said: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is typed beside; not even a site is built."""
    link = home.with_name("chez-nous")
    link.unlink(missing_ok=True)
    link.symlink_to(home)
    (home / "mkdocs.internal.yml").write_text("INHERIT: mkdocs.yml\nsite_dir: personnel\n", "utf-8")
    declare(home, f"      a: {{to: folder, path: {path}}}\n")
    before = sorted(home.rglob("*"))
    for words in ((), ("--take-over",), ("--dry-run",)):
        assert publish(*words) == 1
        told = capsys.readouterr().err
        assert told.startswith("mkdocs.yml:8: ") and said in told, told
        assert "Choisissez un dossier à part" in told
    assert sorted(home.rglob("*")) == before


def test_a_home_of_somebody_without_an_account_is_a_folder_like_another(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declare(home, "      a: {to: folder, path: ~personne-de-ce-nom/site}\n")
    assert publish() == 1
    assert "n’existe pas" in capsys.readouterr().err


def test_a_first_publication_leaves_a_folder_that_is_not_empty_alone(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even where it would write over nothing; who says so goes on, and what was there remains."""
    theirs = home / "public" / "precieux.txt"
    theirs.parent.mkdir()
    theirs.write_text("à moi", "utf-8")
    for words in ((), ("--dry-run",)):
        assert publish(*words) == 1
        told = capsys.readouterr().err
        assert "contient déjà 1 élément qui ne vient pas d’ici, par exemple precieux.txt" in told
        assert "--take-over" in told
        assert [file.name for file in theirs.parent.iterdir()] == ["precieux.txt"]
    assert publish("--take-over") == 0
    assert publish() == 0
    assert theirs.read_text("utf-8") == "à moi"
    assert (home / "public" / "index.html").is_file()


def test_a_place_that_is_named_where_none_is_declared_is_told_how_to_declare_one(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declare(home, "")
    assert publish("nulle") == 1
    assert "Déclarez au moins un lieu sous « publish: »" in capsys.readouterr().err


def test_a_place_that_is_not_declared_is_a_slip(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish("ailleurs") == 2
    assert "« ailleurs » n’est pas un lieu déclaré" in capsys.readouterr().err


def test_a_place_that_stops_does_not_keep_the_others_back(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    declare(
        home,
        "      absent: {to: folder, path: nulle/part/ici}\n"
        "      en-ligne: {to: folder, path: public}\n",
    )
    assert publish() == 1
    assert "absent: le dossier" in capsys.readouterr().err
    assert (home / "public" / "index.html").is_file()


def test_a_secret_comes_from_the_environment() -> None:
    place = Place(name="en-ligne", to="s3", bucket="b")
    assert place.variable("KEY") == "PORTEVOIX_EN_LIGNE_KEY"
    assert place.secret("KEY", {"PORTEVOIX_EN_LIGNE_KEY": " k \n"}) == "k"
