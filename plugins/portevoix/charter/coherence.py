"""What one file of the charter cannot know alone: links, numbers, cases, earlier versions."""

from __future__ import annotations

from collections.abc import Iterable

from portevoix.charter.charter import Article, Charter
from portevoix.charter.questions import is_closed, opens_with_label
from portevoix.charter.versions import order
from portevoix.charter.wording import ArticleLink
from portevoix.diagnostics import Diagnostics
from portevoix.language import say
from portevoix.paths import NAMES
from portevoix.site import Audience


def check_coherence(
    charter: Charter,
    links: Iterable[ArticleLink],
    shown_as: str,
    diagnostics: Diagnostics,
) -> None:
    """Notes every mistake that shows only when the files are read side by side."""
    known: dict[str, Article] = {}
    for article in charter.articles:
        if article.id in known:
            line = article.lines.get("id", 1)
            diagnostics.mistake(
                article.file, line, "charter.id_twice", id=article.id, file=known[article.id].file
            )
        known.setdefault(article.id, article)
    _check_articles(charter, known, diagnostics)
    _check_cases(charter, diagnostics)
    _check_links(links, known, diagnostics)
    _check_tree(charter, known, diagnostics)
    for reply in charter.replies:
        _cites(known, reply.article, reply.file, reply.line, diagnostics)
    _check_versions(charter, known, shown_as, diagnostics)


def _check_articles(charter: Charter, known: dict[str, Article], diagnostics: Diagnostics) -> None:
    for article in charter.articles:
        if article.replaced_by:
            line = article.lines["replaced_by"]
            _cites(known, article.replaced_by, article.file, line, diagnostics)


def _check_cases(charter: Charter, diagnostics: Diagnostics) -> None:
    """« Puis-je… ? » shows a label, then the answer: both must read as one."""
    for article in charter.in_use:
        for case in article.cases:
            if not is_closed(case.question):
                diagnostics.mistake(
                    article.file, case.question_line, "charter.case_open", question=case.question
                )
            word = opens_with_label(case.answer)
            if word:
                label = say(diagnostics.lang, f"charter.level_{case.level}")
                diagnostics.mistake(
                    article.file, case.answer_line, "charter.case_label", word=word, label=label
                )


def _check_links(
    links: Iterable[ArticleLink], known: dict[str, Article], diagnostics: Diagnostics
) -> None:
    gone = {article.file for article in known.values() if article.repealed}
    for link in links:
        if link.file not in gone:  # a repealed text may cite what was repealed with it
            _cites(known, link.target, link.file, link.line, diagnostics)


def _cites(
    known: dict[str, Article], id: str, file: str, line: int, diagnostics: Diagnostics
) -> None:
    if not id:
        return
    article = known.get(id)
    if article is None:
        diagnostics.mistake(file, line, "charter.article_missing", id=id)
    elif article.repealed:
        diagnostics.mistake(file, line, "charter.article_repealed", id=id, day=article.repealed)


def _check_tree(charter: Charter, known: dict[str, Article], diagnostics: Diagnostics) -> None:
    tree = charter.tree
    if tree is None:
        return
    # Replies that cannot be read are told on their own line, not once more for each leaf.
    place = tree.file.rpartition("/")[0]
    files = {f"{place}/{names.replies}" for names in NAMES.values()}
    unread = not charter.replies and any(one.file in files for one in diagnostics.mistakes)
    for node in tree.nodes.values():
        if not node.is_leaf:
            continue
        line = tree.lines.get(f"nodes.{node.id}.article", 1)
        _cites(known, node.article, tree.file, line, diagnostics)
        line = tree.lines.get(f"nodes.{node.id}.reply", line)
        reply = charter.reply(node.reply)
        if node.reply and reply is None and not unread:
            diagnostics.mistake(
                tree.file, line, "charter.reply_missing", id=node.id, reply=node.reply
            )
        if tree.audience is Audience.PUBLIC:
            article = known.get(node.article)
            cited = [item.audience for item in (reply, article) if item is not None]
            if Audience.INTERNAL in cited:
                diagnostics.mistake(tree.file, line, "charter.leaf_leaks", id=node.id)


def _check_versions(
    charter: Charter, known: dict[str, Article], shown_as: str, diagnostics: Diagnostics
) -> None:
    if not charter.versions:
        return
    numbers: dict[tuple[int, ...], str] = {}
    for version in charter.versions:
        rank = order(version.number)
        if rank in numbers:
            diagnostics.mistake(
                f"{shown_as}/versions",
                0,
                "charter.version_twice",
                number=version.number,
                same=numbers[rank],
            )
        numbers[rank] = version.number
    last = charter.versions[-1]
    if charter.version and order(charter.version) < order(last.number):
        diagnostics.mistake(
            charter.file, 1, "charter.version_backwards", number=charter.version, last=last.number
        )
    for article in last.articles:
        now = known.get(article.id)
        name = article.file.rsplit("/", 1)[-1]
        if now is None:
            diagnostics.mistake(
                f"{shown_as}/{name}",
                0,
                "charter.removed",
                id=article.id,
                title=article.title,
                last=last.number,
            )
        elif article.repealed and not now.repealed:
            line = now.lines.get("id", 1)
            diagnostics.mistake(
                now.file,
                line,
                "charter.id_reused",
                id=article.id,
                title=article.title,
                last=last.number,
            )
