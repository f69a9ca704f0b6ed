"""What MkDocs says of a configuration, in the words of the person who wrote it, on its line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import yaml

from portevoix.cache.fingerprint import inherited_files
from portevoix.diagnostics import Diagnostic
from portevoix.engine.mkdocs.known_names import meant
from portevoix.language import say
from portevoix.posts import shown
from portevoix.values import dataclass

_VALUE = re.compile(r"Config value '(?P<key>[^']+)': (?P<said>.*)", re.DOTALL)
_KIND = re.compile(r"Expected type: <class '(\w+)'>|Expected a (list|dict)")
_CHOICES = re.compile(r"Expected one of \[(?P<these>[^\]]*)\]")
_SUB_OPTION = re.compile(r"Sub-option '([^']+)':")
_STRICT = re.compile(r"Aborted with (\d+) warnings? in strict mode!")
_PARSING = re.compile(r"MkDocs encountered an error parsing the configuration file: ")
_PLACE = re.compile(r'in "(?P<file>[^"]+)", line (?P<line>\d+)')
_KINDS = frozenset({"int", "bool", "str", "list", "dict"})
# What the tags of YAML that MkDocs knows lead to: `!!python/name:module.name`, `!ENV NAME`.
_NO_PYTHON = re.compile(
    r"cannot find (?:module )?'(?P<name>[^']+)'(?: in the module '(?P<module>[^']+)')?"
)
_NO_TAG = re.compile(r"could not determine a constructor for the tag '(?P<name>[^']+)'")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that MkDocs says; `name` stands for the word that the person wrote, where that is not
    the key of the value."""

    said: re.Pattern[str]
    wording: str


COMPLAINTS = (
    Complaint(re.compile(r'The "(?P<name>[^"]+)" plugin is not installed'), "unknown_plugin"),
    Complaint(
        re.compile(
            r"Failed to load extension '[^']+'\..* in setConfig\n.*\nKeyError: '(?P<name>[^']+)'$",
            re.DOTALL,
        ),
        "unknown_setting",
    ),
    Complaint(
        re.compile(
            r"Failed to load extension '(?P<name>[^']+)'\..*\n(?:ModuleNotFoundError|ImportError): ",
            re.DOTALL,
        ),
        "unknown_extension",
    ),
    Complaint(
        re.compile(
            r"Failed to load extension '(?P<name>[^']+)'\..*\n\w+: (?P<said>.*)$", re.DOTALL
        ),
        "extension_fails",
    ),
    Complaint(re.compile(r"Unrecognised configuration name: (?P<name>[^\s']+)"), "unknown_option"),
    Complaint(re.compile(r"Unrecognised theme name: '(?P<name>[^']+)'"), "unknown_theme"),
    Complaint(re.compile(r"Plugin '[^']+' option '(?P<name>[^']+)'"), "bad_option"),
    Complaint(re.compile(r"Required configuration not provided"), "engine_lacks"),
    Complaint(
        re.compile(r"The 'site_dir' should not be within the 'docs_dir'"), "engine_site_in_docs"
    ),
    Complaint(
        re.compile(r"The 'docs_dir' should not be within the 'site_dir'"), "engine_docs_in_site"
    ),
    Complaint(
        re.compile(r"should not be the parent directory of the config"), "engine_folder_above"
    ),
    Complaint(re.compile(r"The URL isn't valid|Unable to parse the URL"), "engine_address"),
    Complaint(
        re.compile(r"The path '(?P<path>[^']*)' isn't an existing|custom_dir \('(?P<set>[^']*)'\)"),
        "engine_no_path",
    ),
    Complaint(re.compile(r"Expected nav(?: item)? to be"), "engine_nav"),
    Complaint(
        re.compile(r"No theme name set|At least one of 'name' or 'custom_dir'"), "engine_no_theme"
    ),
)


# What it says of a page (`doc`, from docs/) or of the navigation, about a `name` written there.
OF_PAGES = (
    Complaint(
        re.compile(
            r"Doc file '(?P<doc>[^']+)' contains a link '(?P<name>.*?)', but (?:the doc .*? does not "
            r"contain an anchor|there is no such anchor).*",
            re.DOTALL,
        ),
        "page_anchor",
    ),
    Complaint(
        re.compile(
            r"Doc file '(?P<doc>[^']+)' contains an? (?:unrecognized relative )?link '(?P<name>.*?)',.*",
            re.DOTALL,
        ),
        "page_link",
    ),
    Complaint(
        re.compile(
            r"Doc file '(?P<doc>[^']+)' contains an absolute link '(?P<name>.*?)'.*", re.DOTALL
        ),
        "page_absolute",
    ),
    Complaint(
        re.compile(
            r"Doc file '(?P<doc>[^']+)' contains a link to '(?P<name>[^']+)' which is excl.*"
        ),
        "page_excluded",
    ),
    Complaint(
        re.compile(
            r"Excluding '(?P<doc>[^']+)' from the site because it conflicts with '(?P<name>[^']+)'.*"
        ),
        "page_conflict",
    ),
    Complaint(re.compile(r"Encoding error reading file: '?(?P<doc>[^']+?)'?"), "page_encoding"),
    Complaint(
        re.compile(r"A reference to '(?P<name>[^']+)' is included in the 'nav' configuration.*"),
        "nav_missing",
    ),
    Complaint(
        re.compile(
            r"An absolute path to '(?P<name>[^']+)' is included in the 'nav' configuration.*"
        ),
        "nav_missing",
    ),
    Complaint(
        re.compile(
            r"The following pages exist in the docs directory, but are not included in the \"nav\" "
            r"configuration:\s*-\s*(?P<name>.*)",
            re.DOTALL,
        ),
        "nav_omitted",
    ),
    Complaint(re.compile(r"Template skipped: '(?P<name>[^']+)' not found.*"), "template_missing"),
)


def warning_in_their_words(message: str, file: Path, docs: Path, lang: str) -> str:
    """A warning with place, what and what to do; one that we do not know is told as MkDocs' own."""
    told = _told(message, file, lang)
    if told != message:
        return told
    for complaint in OF_PAGES:
        if found := complaint.said.fullmatch(message.strip()):
            words = found.groupdict()
            name = re.sub(r"\s*\n\s*-\s*", ", ", words.get("name") or "")
            if words.get("doc"):
                place, line = _in_page(docs / words["doc"], name)
            elif complaint.wording == "nav_omitted":
                place, line = _place(file, "nav")
            else:
                place, line = _place(file, name)
            return _said(place, line, complaint.wording, lang, name=name)
    place, _ = _place(file, "\0")
    said = message.strip().rstrip(".")
    return _said(place, 0, "other_warning", lang, said=said)


def _said(file: str, line: int, wording: str, lang: str, **words: str) -> str:
    key = f"configuration.{wording}"
    what, do = say(lang, key, **words), say(lang, f"{key}_do", **words)
    return str(Diagnostic(file=file, line=line, what=what, do=do))


def _in_page(page: Path, name: str) -> tuple[str, int]:
    """A page's name in messages, and the line, from 1, where something is written on it."""
    shown_as = shown(page, Path.cwd())
    try:
        lines = page.read_text("utf-8-sig", "replace").splitlines()
    except OSError:
        return shown_as, 0
    return shown_as, next((n for n, line in enumerate(lines, 1) if name and name in line), 0)


def in_their_words(messages: Iterable[str], file: Path, lang: str) -> list[str]:
    """The messages about `file`, or a file that it inherits, with place, what and what to do; any
    other message as it is."""
    return [_told(message, file, lang) for message in messages]


def _told(message: str, file: Path, lang: str) -> str:
    if strict := _STRICT.fullmatch(message.strip()):
        return _said(_place(file, "strict")[0], 0, "strict", lang, count=strict[1])
    if _PARSING.match(message):
        places = list(_PLACE.finditer(message))
        place = places[-1] if places else None  # the last is where reading stopped
        told = shown(Path(place["file"]), Path.cwd()) if place else shown(file, Path.cwd())
        line = int(place["line"]) if place else 0
        if missing := _NO_PYTHON.search(message):
            name = ".".join(part for part in (missing["module"], missing["name"]) if part)
            return _said(told, line, "no_python", lang, name=name)
        if unknown := _NO_TAG.search(message):
            tag = unknown["name"].replace("tag:yaml.org,2002:", "!!")
            near = meant(re.sub(r":.*", ":", tag), "unknown_tag", message)
            hint = say(lang, "form.near", near=near) if near else ""
            return _said(told, line, "unknown_tag", lang, name=tag, hint=hint)
        return _said(told, line, "no_parse", lang)
    value = _VALUE.fullmatch(message.strip())
    if value is None:
        return message
    name, wording, path = value["key"], "bad_value", ""
    words: dict[str, str | None] = {}
    for complaint in COMPLAINTS:
        if found := complaint.said.search(value["said"]):
            words = found.groupdict()
            name, wording = words.get("name") or name, complaint.wording
            path = words.get("path") or words.get("set") or ""
            break
    told, line = _place(file, name)
    said = (words.get("said") or value["said"]).strip().partition("\n")[0]
    near = meant(name, wording, said)
    hint = say(lang, "form.near", near=near) if near else ""
    kind, choices = _KIND.search(said), _CHOICES.search(said)
    if kind and (kind[1] or kind[2]) in _KINDS:
        wording, said = "bad_kind", say(lang, f"configuration.kind_{kind[1] or kind[2]}")
    elif choices:
        wording, said = "bad_choice", choices["these"].replace("'", "")
        if below := _SUB_OPTION.findall(value["said"]):
            name = below[-1]
            told, line = _place(file, name)
    return str(
        Diagnostic(
            file=told,
            line=line,
            what=say(lang, f"configuration.{wording}", name=name, said=said, path=path, hint=hint),
            do=say(lang, f"configuration.{wording}_do", name=name),
        )
    )


def _place(file: Path, name: str) -> tuple[str, int]:
    """The file and line, from 1, where a name is written, as a key if it can be; 0 when it is
    nowhere."""
    key = re.compile(rf"""[ \t]*(?:-[ \t]*)?["']?{re.escape(name)}["']?[ \t]*(?::|$)""")
    word = re.compile(rf"[^#]*(?<![\w-]){re.escape(name)}(?![\w-])")
    for form in (key, word):
        for one in inherited_files(file):
            for number, line in enumerate(one.read_text("utf-8-sig", "replace").splitlines(), 1):
                if form.match(line):
                    return shown(one, Path.cwd()), number
    return shown(file, Path.cwd()), 0


def no_value(file: Path) -> tuple[str, int]:
    """A value that YAML cannot make what it takes it for, 2026-02-30, and its line, from 1; 0 for none.

    The reader that MkDocs uses raises a bare ValueError there (PyYAML 6.0.3), without a place.
    """
    reader = yaml.SafeLoader(file.read_text("utf-8-sig", "replace"))
    try:
        for event in iter(reader.get_event, None):
            if not isinstance(event, yaml.ScalarEvent) or event.style:
                continue
            tag = reader.resolve(yaml.ScalarNode, event.value, (True, False))
            node = yaml.ScalarNode(tag, event.value)
            try:
                reader.construct_object(node)
            except (ValueError, yaml.YAMLError) as error:
                if not isinstance(error, yaml.YAMLError) and event.start_mark:
                    return event.value, event.start_mark.line + 1
    finally:
        reader.dispose()
    return "", 0
