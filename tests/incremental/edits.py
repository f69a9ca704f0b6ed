"""What people do to a project between two builds, each kind by its name."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from portevoix.theme import TEMPLATES
from tests.incremental.small import ARTICLE, NOW, Small, paint

Edit = Callable[[Small], None]
# What an edit may touch; the rest of a project is what builds make.
SOURCES = ("docs", "overrides", "mkdocs.yml")


def replaced(path: str, old: str, new: str) -> Edit:
    def edit(small: Small) -> None:
        file = small.file(path)
        text = file.read_text("utf-8") if file.is_file() else ""
        if old in text:  # another edit of a sequence may have taken it
            file.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def overridden(path: str, old: str, new: str) -> Edit:
    """A file of the theme, changed by the organisation."""
    text = (TEMPLATES / path).read_text("utf-8")
    assert old in text
    return added(f"overrides/{path}", text.replace(old, new, 1))


def in_post(name: str, old: str, new: str) -> Edit:
    return replaced(f"docs/blog/posts/{name}", old, new)


def configured(old: str, new: str) -> Edit:
    return replaced("mkdocs.yml", old, new)


def added(path: str, text: str) -> Edit:
    def edit(small: Small) -> None:
        small.file(path).parent.mkdir(parents=True, exist_ok=True)
        small.file(path).write_text(text, "utf-8")

    return edit


def deleted(path: str) -> Edit:
    return lambda small: small.file(path).unlink(missing_ok=True)


def moved(old: str, new: str) -> Edit:
    def edit(small: Small) -> None:
        if small.file(old).exists():
            small.file(new).parent.mkdir(parents=True, exist_ok=True)
            small.file(old).rename(small.file(new))

    return edit


def moved_post(old: str, new: str) -> Edit:
    return moved(f"docs/blog/posts/{old}", f"docs/blog/posts/{new}")


def said(*edits: Edit) -> Edit:
    def edit(small: Small) -> None:
        for one in edits:
            one(small)

    return edit


NEW_POST = """\
---
title: Un billet de plus
date: 2026-11-10
authors: [eau]
categories: [Eau]
tags: [pont]
---

Le pont et l’eau, encore.
"""
ADDED = added("docs/blog/posts/plus.md", NEW_POST)

HEARD = """\
- {date: 2026-11-10, heard: La roue grince., promised: 2026-12-10, posts: [eau-bonne]}
- {date: 2026-11-09, heard: On veut du pain., because: Le four est froid.}
"""
EDITS: Mapping[str, Edit] = {
    "text": in_post("eau.md", "chaque jour", "chaque heure"),
    "first_sentence": in_post("pont.md", "sera refait", "sera réparé"),
    "heard": added("docs/entendu.yml", HEARD),
    "heard_did": replaced("docs/entendu.yml", "promised: 2026-12-10", "did: La roue est huilée."),
    "title": in_post("pont.md", "Le pont reste ouvert", "Le pont ouvert l’hiver"),
    "heading": in_post("pont.md", "## Calendrier", "## Échéancier"),
    "footnote": in_post("eau.md", "Une note.", "Une autre note."),
    "date": in_post("eau.md", "2026-03-02", "2026-06-02"),
    "hour": in_post("eau.md", "date: 2026-03-02", "date: 2026-03-02 11:00"),
    "updated": in_post("eau.md", "slug:", "updated: 2026-11-20\nslug:"),
    "date_in_file_name": moved_post("2026-11-01-carnet.md", "2026-11-05-carnet.md"),
    "category": in_post("fete.md", "[Culture]", "[Sorties]"),
    "category_case": in_post("eau.md", "[Eau]", "[EAU]"),
    "tag": in_post("fete.md", "[fête]", "[fête, moulin]"),
    "tag_taken": in_post("eau.md", "[eau, santé]", "[eau]"),
    "author": in_post("fete.md", "[rues]", "[eau]"),
    "author_name": replaced("docs/blog/.authors.yml", "Direction des rues", "Service des rues"),
    "author_words": replaced("docs/blog/.authors.yml", "Répare", "Refait"),
    "slug": in_post("pont.md", "kind:", "slug: pont-neuf\nkind:"),
    "slug_of_original": said(
        in_post("eau.md", "slug: eau-bonne", "slug: eau-sure"),
        in_post("water.md", "translation_of: eau-bonne", "translation_of: eau-sure"),
    ),
    "kind": in_post("pont.md", "kind: decision", "kind: correction"),
    "message": in_post("pont.md", "Une voie du pont", "Une voie au moins"),
    "picture": lambda small: paint(small, "crimson"),
    "picture_words": in_post("eau.md", "Un pont de pierre", "Un pont de bois"),
    "picture_taken": in_post("eau.md", "picture:", "# picture:"),
    "picture_moved": said(
        moved_post("images/pont.png", "images/pont-neuf.png"),
        in_post("eau.md", "images/pont.png", "images/pont-neuf.png"),
        in_post("pont.md", "images/pont.png", "images/pont-neuf.png"),
    ),
    "consent_earlier": in_post("eau.md", "consent_until: 2027-05-01", "consent_until: 2026-05-01"),
    "link_added": in_post("fete.md", "Venez", "[Le pont](pont.md). Venez"),
    "link_taken": in_post("eau.md", "[le pont](pont.md)", "le pont"),
    "link_target_moved": said(
        moved_post("pont.md", "pont-de-pierre.md"),
        in_post("eau.md", "(pont.md)", "(pont-de-pierre.md)"),
        in_post("eau.md", "(pont.md#", "(pont-de-pierre.md#"),
    ),
    "page_renamed": said(
        moved("docs/contact.md", "docs/joindre.md"),
        in_post("fete.md", "contact.md", "joindre.md"),
    ),
    "page_text": replaced("docs/contact.md", "Nous joindre", "Nous écrire"),
    "page_added": added("docs/mentions-legales.md", "# Mentions\n\nVoici.\n"),
    "page_internal": added("docs/en/.meta.yml", "audience: internal\n"),
    "post_added": ADDED,
    "post_deleted": deleted("docs/blog/posts/2026-11-01-carnet.md"),
    "post_renamed": moved_post("fete.md", "la-fete.md"),
    "post_in_folder": said(
        moved_post("fete.md", "2026/fete.md"),
        in_post("2026/fete.md", "../../contact.md", "../../../contact.md"),
    ),
    "post_internal": in_post("fete.md", "aliases:", "audience: internal\naliases:"),
    "translation": added(
        "docs/blog/posts/bridge.md",
        "---\ntitle: The bridge stays open\ndate: 2026-05-21\nlang: en\n"
        "translation_of: pont.md\nauthors: [rues]\n---\n\nThe bridge.\n",
    ),
    "translation_title": in_post("water.md", "Tap water is safe", "Your water is safe"),
    "translation_loosed": in_post("water.md", "translation_of: eau-bonne\n", ""),
    "alias_added": in_post("pont.md", "kind:", "aliases: [vieux/pont.html]\nkind:"),
    "alias_taken": in_post("fete.md", "aliases: [ancienne/fete]\n", ""),
    "alias_given": said(
        in_post("fete.md", "aliases: [ancienne/fete]\n", ""),
        in_post("pont.md", "kind:", "aliases: [ancienne/fete]\nkind:"),
    ),
    "draft_off": in_post("brouillon.md", "draft: true", "draft: false"),
    "draft_on": in_post("fete.md", "aliases:", "draft: true\naliases:"),
    "expired": in_post("bris.md", "2026-12-24", "2026-10-24"),
    "template": overridden("main.html", "<main ", '<main data-neuf="" '),
    "template_part": overridden(
        "partials/pieces.html", '<address class="reach"', '<address class="reached"'
    ),
    "template_added": added("overrides/charter/inutile.html", "rien\n"),
    "style_sheet": overridden("assets/site.css", ".", ".neuf {}\n."),
    "style_sheet_renamed": moved("overrides/assets/maison.css", "overrides/assets/chez-nous.css"),
    "site_name": configured("site_name: Le moulin", "site_name: Le grand moulin"),
    "site_address": configured("https://blog.exemple.org/", "https://exemple.org/blogue/"),
    "palette": configured(
        "    organisation:", "    palette: {signal: '#a02810'}\n    organisation:"
    ),
    "logo": said(
        lambda small: paint(small, "navy"),
        configured("name: Le moulin,", "name: Le moulin, logo: blog/posts/images/pont.png,"),
    ),
    "network": configured(
        "    organisation:", "    networks: {mastodon: {limit: 300}, x: false}\n    organisation:"
    ),
    "page_size": configured("pagination_per_page: 3", "pagination_per_page: 2"),
    "language": configured("lang: fr", "lang: en"),
    "glossary": replaced("docs/glossaire.yml", "Sûreté du Québec", "Société québécoise"),
    "contacts": replaced("docs/contacts.yml", "bonjour@", "allo@"),
    "issue_sent": added(
        "docs/infolettre/2026-03.yml",
        "subject: L’eau et le pont\nintro: Bonjour.\nposts: [eau-bonne]\nsent: 2026-03-31 10:00\n",
    ),
    "issue_of_an_edited_post": said(
        added(
            "docs/infolettre/2026-04.yml",
            "subject: Avril\nposts: [eau-bonne]\nsent: 2026-04-30 10:00\n",
        ),
        in_post("eau.md", "L’eau du robinet est bonne", "L’eau du robinet est très bonne"),
    ),
    "issue_still_written": added(
        "docs/infolettre/2026-12.yml", "subject: Décembre\nintro: Bonjour.\nsent: 2026-12-01\n"
    ),
    "charter_article": replaced("docs/charte/02-article.md", "quelques mots", "peu de mots"),
    "charter_article_added": added(
        "docs/charte/04-article.md", ARTICLE.format(id="4", title="Nos rôles")
    ),
    "charter_overdue": replaced("docs/charte/03-article.md", "review_by: 2027", "review_by: 2026"),
    "charter_gone": lambda small: shutil.rmtree(small.file("docs/charte"), ignore_errors=True),
}


# When a site is built: the same sources give another site at another hour.
HOURS: Mapping[str, str] = {
    "now": NOW,
    "before_a_post": "2026-09-01 12:00",
    "after_publication": "2026-12-15 09:00",
    "after_expiry": "2026-12-24 09:01",
    "after_consent": "2027-05-02 08:00",
    "after_review": "2027-01-02 08:00",
}


@contextmanager
def undone(small: Small) -> Iterator[None]:
    """Sources are afterwards what they were before, byte for byte."""
    before = _sources(small)
    try:
        yield
    finally:
        after = _sources(small)
        for path in after.keys() - before.keys():
            small.file(path).unlink()
        for path, content in before.items():
            if after.get(path) != content:
                small.file(path).parent.mkdir(parents=True, exist_ok=True)
                small.file(path).write_bytes(content)


def _sources(small: Small) -> dict[str, bytes]:
    found = {}
    for name in SOURCES:
        place = small.file(name)
        for file in [place] if place.is_file() else sorted(place.rglob("*")):
            if file.is_file():
                found[file.relative_to(small.root).as_posix()] = file.read_bytes()
    return found
