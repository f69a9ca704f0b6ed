"""What an import did, or would do, for people and for machines."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator

from portevoix.diagnostics import Diagnostic
from portevoix.importing.plan import Plan
from portevoix.importing.table import FILES, FOLDERS
from portevoix.language import say

_HOSTS = 5  # that are named: an old blog may have had pictures on a hundred


def render_report(plan: Plan, lang: str, place: str, *, written: bool, known: int) -> str:
    """Counts, then each thing that changed or was left out, with its place; `known` findings of the
    rules were put into the baseline."""
    return "\n".join(_lines(plan, lang, place, written, known)) + "\n"


def _lines(plan: Plan, lang: str, place: str, written: bool, known: int) -> Iterator[str]:
    name = (FOLDERS.get(plan.source) or FILES[plan.source]).name
    gathering = plan.gathering
    drafts = sum(one.post.draft for one in plan.posts)
    yield say(lang, "importing.read", name=name, count=plan.read)
    if plan.known:
        yield say(lang, "importing.known", count=plan.known)
    if not plan.posts:
        yield say(lang, "importing.nothing_new")
    else:
        wording = "importing.written" if written else "importing.would_write"
        yield say(lang, wording, count=len(plan.posts), place=place, drafts=drafts)
        yield say(lang, "importing.counts", files=len(plan.files), aliases=_aliases(plan))
        if plan.authors.added:
            yield say(lang, "importing.authors", names=", ".join(plan.authors.added))
        if known:
            yield say(lang, "importing.baseline", count=known)
    hosts = gathering.hosts.most_common()
    for host, count in hosts[:_HOSTS]:
        yield say(lang, "importing.on_the_web", host=host, count=count)
    if rest := hosts[_HOSTS:]:
        count = sum(one for _, one in rest)
        yield say(lang, "importing.on_other_hosts", hosts=len(rest), count=count)
    yield from _part(say(lang, "importing.changes"), gathering.changed)
    yield from _part(say(lang, "importing.left"), gathering.left)
    queries = [(one, query) for one in plan.posts for query in one.post.queries]
    if queries:
        yield from ("", say(lang, "importing.queries"))
        yield from (f"  {query} → /{one.address}" for one, query in queries)


def _aliases(plan: Plan) -> int:
    return sum(len(one.aliases) for one in plan.posts)


def _part(title: str, told: Iterable[Diagnostic]) -> Iterator[str]:
    counted = Counter(sorted(told))
    if counted:
        yield from ("", f"{title} ({sum(counted.values())})")
        for one, times in counted.items():
            yield f"  {one}" + (f" (× {times})" if times > 1 else "")


def render_json(plan: Plan, lang: str, place: str, *, written: bool, known: int) -> str:
    def told(items: Iterable[Diagnostic]) -> list[dict[str, object]]:
        return [
            {"file": one.file, "line": one.line, "what": f"{one.what} {one.do}".strip()}
            for one in sorted(items)
        ]

    whole = {
        "source": plan.source,
        "read": plan.read,
        "known_before": plan.known,
        "written": written,
        "folder": place,
        "files": len(plan.files),
        "findings_in_baseline": known,
        "posts": [
            {
                "file": one.file,
                "title": one.post.title,
                "draft": one.post.draft,
                "address": f"/{one.address}",
                "old": [f"/{it}" for it in one.post.addresses],
                "aliases": [f"/{it}" for it in one.aliases],
                "queries": list(one.post.queries),
            }
            for one in plan.posts
        ],
        "changed": told(plan.gathering.changed),
        "left_out": told(plan.gathering.left),
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
