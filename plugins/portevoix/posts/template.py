"""The file of a new post: every field with a word of help, the sections of its kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from portevoix.language import say
from portevoix.posts.kinds import Detail, Kind, Section, Value
from portevoix.site import Site


def render_template(
    kind: Kind,
    title: str,
    now: datetime,
    lang: str,
    site: Site,
    *,
    slug: str = "",
    begun: Mapping[str, str] | None = None,
) -> str:
    """Markdown that builds as it stands, as a draft. A kind that is urgent bears the hour: dated of
    its day alone, it would wait for the hour at which posts go out. With its `slug` written a post
    keeps its address when its title changes. `begun` gives the text that a section starts from, by its
    id."""
    day = now.date()
    moment = f"{now:%Y-%m-%d %H:%M}" if kind.lifted else day.isoformat()

    def help_(key: str) -> str:
        return say(lang, f"template.{key}")

    objectives = ", ".join(site.objectives)
    lines = [
        "---",
        f"title: {json.dumps(title, ensure_ascii=False)}",
        *([f"slug: {slug} # {help_('slug')}"] if slug else []),
        f"date: {moment} # {help_('date_urgent' if kind.lifted else 'date')}",
        f"draft: true # {help_('draft')}",
        *([f"lang: {lang}"] if lang != site.lang else []),
        f"kind: {kind.key} # {kind.purpose[lang]}",
        f"authors: [] # {help_('authors')}",
        f"categories: [] # {help_('categories')}",
        f"tags: [] # {help_('tags')}",
        f'description: "" # {help_("description")}',
        f'message: "" # {help_("message")}',
        f"points: [] # {help_('points')}",
        f'question: "" # {help_("question")}',
        f'objective: "" # {help_("objective")} {objectives}'.rstrip(),
        f"# call: # {help_('call')}",
        f'#   text: "{help_("call_text")}"',
        f'#   url: "{site.url}"',
        f"#   until: {day.isoformat()}",
        f"# measure: # {help_('measure')}",
        '#   indicator: ""',
        '#   target: ""',
        f"#   review_on: {day.isoformat()}",
        f"hashtags: [] # {help_('hashtags')}",
        f"# picture: # {help_('picture')}",
        "#   file: images/photo.jpg",
        f'#   alt: "" # {help_("alt")}',
        '#   credit: ""',
        '#   licence: ""',
        f"#   people: none # {help_('people')}",
        f"# answers: # {help_('answers')}",
        '#   - {comment: "", answer: ""}',
        *_details(kind, now, lang),
        "---",
        "",
    ]
    texts = begun or {}
    sections = [
        part
        for section in kind.sections
        for part in _section(section, lang, texts.get(section.id, ""))
    ]
    body = sections or [help_("body"), ""]
    return "\n".join([*lines, *body])


def _details(kind: Kind, now: datetime, lang: str) -> list[str]:
    if not kind.details:
        return []
    lines = [f"# {kind.key}: # {say(lang, 'template.details')}"]
    soon = now.replace(minute=0) + timedelta(hours=2)
    later = f"{soon:%Y-%m-%d %H:%M}" if kind.lifted else f"{now:%Y-%m-%d} 18:00"
    for detail in kind.details:
        # The end of an emergency is not known when it begins: a moment at hand would lift it.
        mark = "#   # " if kind.lifted and detail.name == kind.lifted.detail else "#   "
        lines += [f"{mark}{line}" for line in _detail(detail, now, later, lang).split("\n")]
    return lines


def _detail(detail: Detail, now: datetime, later: str, lang: str) -> str:
    label = detail.label[lang]
    if detail.value is Value.LINKS:
        return f'{detail.name}: # {label}\n  - {{title: "", url: "https://"}}'
    if detail.value is Value.UPDATES:
        return f'{detail.name}: # {label}\n  - {{at: {now:%Y-%m-%d %H:%M}, text: ""}}'
    if detail.value is Value.MOMENT:
        return f"{detail.name}: {later} # {label}"
    choices = f" ({', '.join(one.key for one in detail.choices)})" if detail.choices else ""
    return f'{detail.name}: "" # {label}{choices}'


def _section(section: Section, lang: str, text: str) -> list[str]:
    said = [text, ""] if text else []
    return [f"## {section.heading[lang]}", "", f"<!-- {section.hint[lang]} -->", "", *said]
