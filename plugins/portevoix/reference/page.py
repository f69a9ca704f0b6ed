"""The reference as a page of the guide, in one language."""

from __future__ import annotations

from collections.abc import Iterator

from portevoix.fields import Field, Section, walk
from portevoix.language import Words, say
from portevoix.paths import told_file

COLUMNS = ("key", "what", "type", "default", "example")
TITLES = Words("Les réglages", "The settings")


def render_page(sections: tuple[Section, ...], lang: str) -> str:
    """Markdown: a table for each section."""
    return "\n".join(_lines(sections, lang)) + "\n"


def _lines(sections: tuple[Section, ...], lang: str) -> Iterator[str]:
    yield "---"
    yield f"title: {TITLES[lang]}"
    if lang != "fr":
        yield f"lang: {lang}"
    yield "audience: internal"
    yield f'description: "{say(lang, "reference.description")}"'
    yield "---"
    yield ""
    yield f"<!-- {say(lang, 'reference.made')} -->"
    yield ""
    yield say(lang, "reference.intro")
    for section in sections:
        yield ""
        yield f"## {section.title[lang]}"
        yield ""
        yield say(lang, "reference.where", file=told_file(section.file, lang))
        yield ""
        heads = [say(lang, f"reference.{name}") for name in COLUMNS]
        yield f"| {' | '.join(heads)} |"
        yield "| --- | --- | --- | --- | --- |"
        for path, one in walk(section.fields):
            yield _row(path, one, lang)


def _row(path: str, one: Field, lang: str) -> str:
    about = one.about[lang] + (f" ({say(lang, 'reference.needed')})" if one.needed else "")
    kind = say(lang, f"reference.{one.value}")
    if one.choices:
        kind += say(lang, "reference.among", choices=", ".join(f"`{one}`" for one in one.choices))
    cells = (f"`{path}`", about, kind, _code(told_file(one.default, lang)), _code(one.example))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""
