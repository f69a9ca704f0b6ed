"""What the maker of a page gives to its template, beside the names that every page has."""

from __future__ import annotations

from collections.abc import Mapping

_CHARTER = frozenset({"charter", "root", "page_of", "ways", "more"})  # every page of the charter


def _charter(*names: str) -> frozenset[str]:
    return _CHARTER | set(names)


GIVEN: Mapping[str, frozenset[str]] = {
    "approve.html": frozenset({"draft"}),
    "bilan.html": frozenset(
        {
            *("ways", "period", "rows", "picture", "groups", "crossed", "lessons", "spreads"),
            *("whole", "verdicts", "few"),
        }
    ),
    "bilan-post.html": frozenset(
        {
            *("about", "home", "row", "picture", "note", "figures", "rates", "heard", "enter"),
            "lookback",
        }
    ),
    "blog-post.html": frozenset({"related", "findings", "articles", "heard", "document"}),
    "calendar.html": frozenset({"view", "calendars"}),
    "expired.html": frozenset({"post"}),
    "heard.html": frozenset({"years", "feed"}),
    "inbox.html": frozenset({"waiting", "rest", "numbers", "late", "owed", "branches", "tree"}),
    "kit.html": frozenset({"kit"}),
    "kits.html": frozenset({"years"}),
    "list.html": frozenset({"heading", "eyebrow", "intro", "entries", "list_feeds", "pagination"}),
    "letter.html": frozenset(
        {"issue", "title", "home_path", "intro", "outro", "entries", "gone", "newer", "older"}
        | {"subscribe_at"}
    ),
    "letters.html": frozenset({"issues", "subscribe_at", "feed"}),
    # Mails have no frame: of its names they are given `t` and `site` alone.
    "letters/frame.html": frozenset({"direction", "kinds"}),
    "letters/mail.html": frozenset({"letter", "direction", "kinds"}),
    "letters/pieces.html": frozenset({"caller"}),
    "letters/style.html": frozenset({"kinds"}),
    "letters/team.html": frozenset({"team", "direction", "kinds"}),
    "pocket/pocket.html": frozenset({"day", "carried"}),
    "publications.html": frozenset({"year", "years", "rows"}),
    "redirect.html": frozenset({"target"}),
    "relay.html": frozenset({"relay"}),
    "review.html": frozenset({"summary", "report", "severities", "articles", "unwritten"}),
    "search.html": frozenset({"indexes", "near"}),
    "today.html": frozenset({"groups", "calendar", "feed"}),
    "subscribe.html": frozenset({"groups", "opml", "all_feeds", "letters"}),
    "charter/accounts.html": _charter("rows"),
    "charter/article.html": _charter("shown", "before", "after", "propose", "overdue"),
    "charter/articles.html": _charter("sections", "repealed", "summaries"),
    "charter/attestation.html": _charter("digest", "send"),
    "charter/cases.html": _charter("groups"),
    "charter/changes.html": _charter("steps", "pending"),
    "charter/index.html": _charter("summary", "last", "sections", "frequent"),
    "charter/offline.html": _charter(
        *("address", "articles", "steps", "replies", "sections", "summary", "digest")
    ),
    "charter/old_article.html": _charter("frozen", "newest", "shown", "now"),
    "charter/printable.html": _charter("address", "articles", "sections", "summary"),
    "charter/quiz.html": _charter("questions", "levels"),
    "charter/redline.html": _charter("step"),
    "charter/repealed.html": _charter("article", "heir", "last"),
    "charter/replies.html": _charter("replies"),
    "charter/tree.html": _charter("steps", "stops", "step_of", "frequent", "diagram", "texts"),
    "charter/version.html": _charter("step", "newest", "summary", "sections"),
    "charter/versions.html": _charter("steps"),
}
