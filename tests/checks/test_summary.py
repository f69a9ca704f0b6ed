"""The staff's page at a glance."""

from __future__ import annotations

from datetime import date

from portevoix.checks import report_of
from portevoix.checks.reports import summarise
from portevoix.checks.review import check_subject

from .maker import subject_of

_POST = (
    "---\ntitle: Piscine\ndate: 2026-02-03\nobjective: informer\n{more}---\n"
    "[ici](/a/) et [lien](/b/)\n\n![](x.png)\n"
)


def test_findings_are_counted_by_article_and_days_are_told_in_time() -> None:
    """Articles in the order of their numbers; past and near days, not far ones."""
    measured = "measure: {indicator: visites, target: 20 visites, review_on: 2026-03-05}\n"
    subject = subject_of(_POST.format(more=measured))
    other = subject_of(_POST.format(more=""))
    assert subject.post and other.post
    report = report_of([check_subject(subject)])
    told = summarise(report, (subject.post, other.post), date(2026, 3, 1))
    assert [(one.article, one.block) for one in told.articles] == [
        ("6.1", 0),
        ("6.2", 1),
        ("6.4", 2),
    ]
    assert [(one.on, one.overdue) for one in told.reviews] == [(date(2026, 3, 5), False)]
    assert told.unmeasured == (other.post,)
    assert summarise(report, (subject.post,), date(2026, 1, 1)).reviews == ()
