"""From docs/charte to a Charter: everything is read, every mistake diagnostics, then shown at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from portevoix.article_numbers import rules_of
from portevoix.charter.articles import INDEX, Known, read_articles
from portevoix.charter.audience import seen_by
from portevoix.charter.charter import Charter, Part
from portevoix.charter.coherence import check_coherence
from portevoix.charter.documents import needed, only, read_document
from portevoix.charter.fields import INDEX as INDEX_PAGE
from portevoix.charter.prose import plain_line
from portevoix.charter.replies import read_replies
from portevoix.charter.tree import read_tree
from portevoix.charter.variables import numbers_of, read_wording, told_to
from portevoix.charter.versions import NUMBER, is_released, read_versions
from portevoix.charter.wording import Wording
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.fields import below
from portevoix.form import Form
from portevoix.language import LANGUAGES
from portevoix.site import Audience, Site

LONGEST_SUMMARY = 120  # words
FOLDER = "docs/charte"


def read_charter(
    folder: Path, site: Site, rules: Mapping[str, tuple[str, ...]], *, shown_as: str = FOLDER
) -> Charter:
    """The charter that `site`'s audience may see; `rules` are the ids of rules by their article.

    Everything is read and checked whatever the audience, so that both builds refuse the same
    faults. Raises DiagnosticsError.
    """
    diagnostics = Diagnostics(site.lang)
    wording = read_wording(folder, shown_as, site, diagnostics)
    charter = _read(folder, shown_as, site, wording)
    if charter is not None:
        check_coherence(charter, wording.links, shown_as, diagnostics)
    if diagnostics.mistakes or charter is None:
        raise DiagnosticsError(diagnostics.mistakes)
    placed = rules_of(rules, (article.id for article in charter.in_use))
    articles = tuple(
        replace(article, checks=placed.get(article.id, ()), root=site.names.charter)
        for article in charter.articles
    )
    return seen_by(replace(charter, articles=articles), site.audience)


def _read(folder: Path, shown_as: str, site: Site, wording: Wording) -> Charter | None:
    diagnostics = wording.diagnostics
    file = f"{shown_as}/{INDEX}"
    document = read_document(folder / INDEX, file, diagnostics)
    known: Known = {}
    articles = read_articles(folder, shown_as, wording, known)
    tree = read_tree(folder, shown_as, wording)
    replies = read_replies(folder, shown_as, wording)
    versions = read_versions(folder, shown_as, site, diagnostics, known)
    if document is None:
        return None
    form = document.form
    only(form, INDEX_PAGE.names)
    for key in ("title", "version", "in_force", "owner"):
        needed(form, key)
    version = form.text("version")
    if version and not NUMBER.fullmatch(version):
        form.wrong("version", "charter.bad_version", value=version)
        version = ""
    blank = len(document.body) - len(document.body.lstrip("\n"))
    line = document.body_line + blank
    summary = wording.settle(document.body[blank:], file, line, Audience.PUBLIC).strip()
    words = len(plain_line(summary).split())
    if words > LONGEST_SUMMARY:
        diagnostics.mistake(
            file, line, "charter.long_charter_summary", words=words, most=LONGEST_SUMMARY
        )
    sections = form.form("sections")
    return Charter(
        file=file,
        lang=form.choice("lang", LANGUAGES, site.lang),
        title=wording.settle(form.text("title"), *form.place("title"), Audience.PUBLIC),
        version=version,
        in_force=form.day("in_force") or date.min,
        adopted_by=form.text("adopted_by"),
        owner=form.text("owner"),
        review_by=form.day("review_by"),
        summary=summary,
        contact=form.mail("contact") or site.organisation.email,
        sections={id: sections.text(id) for id in sections.values} if sections else {},
        parts=_parts(form) or (Part(),),
        articles=articles,
        tree=tree,
        replies=replies,
        versions=versions,
        numbers=numbers_of(wording, site.audience),
        variables=told_to(wording, site.audience),
        released=is_released(folder, versions),
    )


def _parts(form: Form) -> tuple[Part, ...]:
    parts = []
    for one in form.forms("parts"):
        only(one, below(INDEX_PAGE, "parts"))
        name = needed(one, "name")
        parts.append(Part(name=name, readers=one.text("readers"), sections=one.texts("sections")))
    rest = [part for part in parts if not part.sections]
    if parts and len(rest) != 1:
        form.wrong("parts", "charter.parts_rest", count=len(rest))
    return tuple(parts)
