"""The lists of a docs folder and the options of the plugin → settings of the checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from portevoix.article_numbers import article_numbers
from portevoix.checks.findings import Severity
from portevoix.checks.settings.fields import OFFICIALS as FIELDS
from portevoix.checks.settings.settings import CheckSettings, plain_contact
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.fields import refuse_unknown
from portevoix.form import Form
from portevoix.paths import standing
from portevoix.posts import decode, shown
from portevoix.yaml_text import read_yaml

CONTACTS = "contacts.yml"
_MAX_BYTES = 2_000_000
OFF = "off"


def read_check_settings(
    docs: Path, *, options: Form | None = None, charter: Path | None = None, lang: str = "fr"
) -> CheckSettings:
    """Read the lists of a docs folder, and the options `checks` of the plugin; all may be missing.

    `options.severity` gives a rule's id `block`, `review`, `note` or `off`. Raises DiagnosticsError.
    """
    diagnostics = Diagnostics(lang)
    glossary = _file(docs / standing(docs, "glossary", lang), diagnostics)
    lexicon = _file(docs / standing(docs, "lexicon", lang), diagnostics)
    contacts = _file(docs / CONTACTS, diagnostics)
    officials = _file(docs / standing(docs, "officials", lang), diagnostics)
    if "" not in officials.values:
        refuse_unknown(officials, FIELDS.fields)
    if options is None:
        options = Form({}, {"": 1}, "mkdocs.yml", diagnostics)
    chosen: dict[str, Severity | None] = {}
    if severities := options.form("severity"):
        for rule in sorted(severities.values):
            severity = severities.choice(rule, (*Severity, OFF), "off")
            chosen[rule] = None if severity == OFF else Severity(severity)
    settings = CheckSettings(
        glossary={key: glossary.text(key) for key in glossary.values if glossary.text(key)},
        lexicon=frozenset(word.casefold() for word in lexicon.texts("")),
        contacts=frozenset(plain_contact(one) for one in _contacts(contacts)),
        officials=officials.texts("names"),
        reserve=tuple(
            (start, end)
            for one in officials.forms("reserve")
            if (start := one.day("from")) and (end := one.day("until"))
        ),
        severities=chosen,
        articles=article_numbers(charter) if charter else frozenset(),
        most_hashtags=options.number("hashtags", 2, most=30),
        most_emojis=options.number("emojis", 3, most=30),
        brackets=options.flag("brackets", True),
    )
    diagnostics.mistakes += [
        one for one in options.diagnostics.mistakes if one not in diagnostics.mistakes
    ]
    if diagnostics.mistakes:
        raise DiagnosticsError(diagnostics.mistakes)
    return settings


def _contacts(form: Form) -> Iterator[str]:
    """One list, or several by department."""
    for key, value in form.values.items():
        wrong = [
            n
            for n, one in enumerate(value if isinstance(value, list) else [value])
            if one is not None and not isinstance(one, str)
        ]
        for n in wrong:
            form.wrong(f"{key}.{n}", "checks.not_contact")
        if not wrong:
            yield from form.texts(key)


def _file(path: Path, diagnostics: Diagnostics) -> Form:
    """The mapping of a YAML file; a list stands under the empty key."""
    name = shown(path, Path.cwd())
    values: object = {}
    lines: Mapping[str, int] = {"": 1}
    if path.is_file():
        content = path.read_bytes()
        if len(content) > _MAX_BYTES:
            diagnostics.mistake(name, 0, "checks.list_too_big")
        else:
            try:
                values, lines = read_yaml(decode(content), file=name, diagnostics=diagnostics)
            except UnicodeDecodeError:
                diagnostics.mistake(name, 0, "checks.list_not_utf8")
    if isinstance(values, list):
        values = {"": values}
    elif not isinstance(values, dict):
        if values is not None:
            diagnostics.mistake(name, 1, "checks.list_not_mapping")
        values = {}
    return Form(values, lines, name, diagnostics)
