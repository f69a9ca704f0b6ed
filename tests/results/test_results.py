"""Numbers in, verdicts out: each file read under the columns that its tool gives it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from portevoix.commands import main
from portevoix.posts import Post
from portevoix.publications import Publication
from portevoix.result_options import HOLDS, NUMBERS, TOOLS, Declared
from portevoix.results import (
    IMPORTERS,
    MEASURES,
    RESULT,
    Asked,
    Index,
    Line,
    NotRead,
    Read,
    Verdict,
    add_lines,
    bilan_of,
    figures_of,
    importers_of,
    index_of,
    read_day,
    read_file,
    read_number,
    read_results,
    read_target,
    results_of,
    say_number,
    summary_of,
    weigh,
)
from portevoix.site import Account, Site
from tests.conftest import ROOT

BENCHES = """\
---
title: Bancs
date: 2026-03-10
slug: bancs
kind: consultation
objective: informer
measure: {{indicator: réponses, target: "{target}", review_on: 2026-05-14}}
---

Où placer les bancs?
"""
TEXT = "Douze bancs arrivent au parc : dites-nous où les placer, avant le 10 avril."


@pytest.fixture
def town(site: Site) -> Site:
    accounts = (
        Account(network="facebook", name="Ville d’exemple", url="https://facebook.com/ville"),
        Account(network="instagram", name="@ville", url="https://instagram.com/ville"),
        Account(network="linkedin", name="Ville", url="https://linkedin.com/company/ville"),
        Account(
            network="mastodon", name="@ville@social.example", url="https://social.example/@ville"
        ),
    )
    return replace(site, organisation=replace(site.organisation, accounts=accounts))


@pytest.fixture
def benches(make_post: Callable[..., Post]) -> Post:
    return make_post(BENCHES.format(target="300 réponses"))


@pytest.fixture
def index(town: Site, benches: Post) -> Index:
    out = [
        Publication(
            post="bancs",
            network=network,
            account=account,
            at=datetime(2026, 3, 10, tzinfo=UTC),
            texts=(TEXT,),
            address=address,
        )
        for network, account, address in (
            ("facebook", "Ville d’exemple", "https://www.facebook.com/ville/posts/1"),
            ("linkedin", "Ville", ""),
        )
    ]
    return index_of(town, [benches], out)


def asked(**said: object) -> Asked:
    return Asked(**{"at": date(2026, 5, 20), **said})  # type: ignore[arg-type]


def read(tmp_path: Path, index: Index, text: str, name: str = "export.csv", **said: Any) -> Read:
    file = tmp_path / name
    file.write_text(text, "utf-8")
    return read_file(file, asked(**said), index, IMPORTERS)


def numbers(found: Read) -> dict[tuple[str, str], str]:
    return {(one.network, one.measure): str(one.value) for one in found.lines}


META = """\
Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,Permalink,\
Is crosspost,Is share,Post type,Languages,Custom labels,Funded content status,Data comment,Date,\
Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,Total clicks
1,9,Ville d’exemple,x,y,0,03/10/2026 09:00,,https://facebook.com/ville/posts/1?mibextid=z,0,0,Photos,,,,,\
Lifetime,1240,980,37,30,4,3,12
2,9,Ville d’exemple,,"Les bancs : https://blog.exemple.org/blog/bancs/?utm_source=facebook",0,\
03/12/2026 09:00,,https://facebook.com/ville/posts/2,0,0,Photos,,,,,Lifetime,100,60,5,5,0,0,1
3,9,Ville d’exemple,Autre chose,,0,03/12/2026 09:00,,https://facebook.com/ville/posts/3,0,0,Photos,,,,,\
Lifetime,9,9,0,0,0,0,0
"""
LINKEDIN = """\
"Engagement de toutes les publications, du 1 mars au 30 avril 2026"
Titre du post;Lien du post;Type;Date de création;Impressions;Vues;Clics;Taux de clics (CTR);J’aime;\
Commentaires;Republications
"Douze bancs arrivent au parc : dites-nous où les placer, avant le 10 avril.";\
https://www.linkedin.com/feed/update/urn:li:share:7;Organique;10/03/2026;1 240;;12;0,97 %;25;3;–
"""
HOOTSUITE = """\
Date (GMT),Social Network,Profile,Post Permalink,Post Message,Post Impressions,Post Reactions,Post Comments
12 mars 2026 09:00,Facebook Page,Ville d’exemple,https://facebook.com/ville/posts/1,x,1240,30,4
12 mars 2026 09:00,Facebook Page,Une autre ville,https://facebook.com/autre/posts/8,x,7,7,7
"""
SPROUT = """\
Date,Post ID,Network,Post Type,Profile,Sent by,Link,Post,Impressions,Reach,Reactions,Comments,Shares
03-10-2026,1,Facebook,Post,Ville d’exemple,a,https://facebook.com/ville/posts/1,x,"1,240",980,30,4,3
"""
MATOMO = """\
label,nb_visits,nb_hits,bounce_rate,metadata_url
bancs,300,412,40%,https://blog.exemple.org/blog/bancs/
accueil,9,9,1%,https://blog.exemple.org/
"""
PLAUSIBLE = """\
name,visitors,pageviews,bounce_rate,time_on_page,scroll_depth
/blog/bancs/,290,412,40,30,80
/contact/,4,4,60,10,40
"""
MARCH: dict[str, Any] = {"first": date(2026, 3, 1), "last": date(2026, 3, 31)}
CASES: dict[str, tuple[str, dict[str, Any], dict[tuple[str, str], str], dict[str, int]]] = {
    "meta": (
        META,
        {},
        {
            ("facebook", "views"): "1340",
            ("facebook", "reach"): "980",  # people: the greater of the two, never their sum
            ("facebook", "reactions"): "35",
            ("facebook", "comments"): "4",
            ("facebook", "shares"): "3",
            ("facebook", "clicks"): "13",
        },
        {"left_post": 1},
    ),
    "linkedin": (
        LINKEDIN,
        {},
        {
            ("linkedin", "impressions"): "1240",
            ("linkedin", "clicks"): "12",
            ("linkedin", "reactions"): "25",
            ("linkedin", "comments"): "3",
        },
        {},
    ),
    "hootsuite": (
        HOOTSUITE,
        {},
        {
            ("facebook", "impressions"): "1240",
            ("facebook", "reactions"): "30",
            ("facebook", "comments"): "4",
        },
        {"left_account": 1},
    ),
    "sprout": (
        SPROUT,
        {},
        {
            ("facebook", "impressions"): "1240",
            ("facebook", "reach"): "980",
            ("facebook", "reactions"): "30",
            ("facebook", "comments"): "4",
            ("facebook", "shares"): "3",
        },
        {},
    ),
    "matomo": (MATOMO, MARCH, {("", "visits"): "300", ("", "pageviews"): "412"}, {"left_page": 1}),
    "plausible": (
        PLAUSIBLE,
        MARCH,
        {("", "visitors"): "290", ("", "pageviews"): "412"},
        {"left_page": 1},
    ),
}


@pytest.mark.parametrize("tool", sorted(IMPORTERS))
def test_each_tool_is_told_by_its_columns_and_its_numbers_are_those_of_the_file(
    tool: str, tmp_path: Path, index: Index
) -> None:
    text, said, wanted, left = CASES[tool]
    found = read(tmp_path, index, text, **said)
    assert found.tool == tool
    assert numbers(found) == wanted
    assert {one.wording: one.count for one in found.left} == left
    assert {one.post for one in found.lines} == {"bancs"}


@pytest.mark.parametrize("tool", sorted(IMPORTERS))
def test_semicolons_and_windows_letters_change_nothing(
    tool: str, tmp_path: Path, index: Index
) -> None:
    text, said, wanted, _ = CASES[tool]
    rows = list(csv.reader(text.splitlines(), delimiter=";" if ";" in text else ","))
    file = tmp_path / "export.csv"
    with file.open("w", encoding="cp1252", newline="") as out:
        csv.writer(out, delimiter=";").writerows(rows)
    assert numbers(read_file(file, asked(**said), index, IMPORTERS)) == wanted


def test_a_server_log_counts_pages_and_leaves_robots_and_visitors_out(
    tmp_path: Path, index: Index
) -> None:
    line = '192.0.2.7 - - [{day}/Mar/2026:09:00:00 +0000] "GET /blog/bancs/{more} HTTP/1.1" {code} 9 "-" "{agent}"\n'
    reader, robot = "Mozilla/5.0 (X11) Firefox/140", "Mozilla/5.0 (compatible; Googlebot/2.1)"
    text = "".join(
        line.format(day=day, more=more, code=code, agent=agent)
        for day, more, code, agent in (
            ("01", "", 200, reader),
            ("14", "?utm_source=mastodon", 200, reader),
            ("14", "", 200, robot),
            ("15", "", 404, reader),
            ("31", "feed.xml", 200, reader),
        )
    )
    found = read(tmp_path, index, text + "de travers\n", "access.log")
    (only,) = found.lines
    assert (found.tool, only.measure, only.value) == ("log", "pageviews", Decimal(2))
    assert only.stretch == (date(2026, 3, 1), date(2026, 3, 31))
    assert "192.0.2" not in repr(found)


def test_columns_that_moved_are_named_with_the_nearest(tmp_path: Path, index: Index) -> None:
    with pytest.raises(NotRead) as told:
        read(tmp_path, index, META.replace(",Permalink,", ",Permalinks,"))
    assert (told.value.wording, told.value.line) == ("columns_moved_near", 1)
    assert told.value.values["near"] == "Permalinks"
    with pytest.raises(NotRead, match="unknown_file"):
        read(tmp_path, index, "a,b,c\n1,2,3\n")
    with pytest.raises(NotRead, match="not_a_table"):
        file = tmp_path / "export.xlsx"
        file.write_bytes(b"PK\x03\x04\0\0")
        read_file(file, asked(), index, IMPORTERS)


def test_settings_name_what_is_read_and_every_tool_that_we_know() -> None:
    assert set(NUMBERS) == set(MEASURES) - {RESULT}
    assert tuple(IMPORTERS) == TOOLS
    for importer in IMPORTERS.values():
        assert set(importer.columns) <= set(HOLDS)


def test_columns_of_one_s_own_are_declared(tmp_path: Path, index: Index) -> None:
    titles = (("Lien", "link"), ("J’aime", "reactions"))
    own = importers_of([Declared(name="agora", columns=titles, network="facebook")])
    file = tmp_path / "agora.csv"
    file.write_text("Lien;J’aime\nhttps://facebook.com/ville/posts/1;1 240\n", "utf-8")
    found = read_file(file, asked(), index, own)
    assert (found.tool, numbers(found)) == ("agora", {("facebook", "reactions"): "1240"})


def test_a_file_of_another_account_is_refused(tmp_path: Path, index: Index) -> None:
    with pytest.raises(NotRead, match="other_account") as told:
        other = META.replace("Ville d’exemple", "Une autre ville").replace("/ville/", "/autre/")
        read(tmp_path, index, other)
    assert told.value.values["said"] == "Une autre ville"


def test_doubtful_numbers_are_left_out_and_told(tmp_path: Path, index: Index) -> None:
    found = read(tmp_path, index, LINKEDIN.replace("1 240", "1.240").replace(";25;", ";beaucoup;"))
    assert {one.wording: (one.count, one.rows) for one in found.left} == {
        "left_number": (2, (3,) * 2)
    }
    assert ("linkedin", "impressions") not in numbers(found)


def test_a_file_of_some_days_needs_to_know_which(tmp_path: Path, index: Index) -> None:
    with pytest.raises(NotRead, match="no_days"):
        read(tmp_path, index, PLAUSIBLE)
    named = read(tmp_path, index, PLAUSIBLE, "pages 2026-03-01 to 2026-03-31.csv")
    assert {one.stretch for one in named.lines} == {(date(2026, 3, 1), date(2026, 3, 31))}


def test_a_hundred_thousand_rows_are_read_and_one_more_is_refused(
    tmp_path: Path, index: Index
) -> None:
    row = "/blog/bancs/?page={},1,1,40,30,80"
    rows = "\n".join(row.format(n) for n in range(100_000))
    head = PLAUSIBLE.split("\n", 1)[0]
    found = read(tmp_path, index, f"{head}\n{rows}\n", **MARCH)
    assert numbers(found)["", "pageviews"] == "100000"
    with pytest.raises(NotRead, match="rows_many"):
        read(tmp_path, index, f"{head}\n{rows}\n/blog/bancs/?x,1,1,1,1,1\n", **MARCH)


def test_reading_the_same_file_again_counts_nothing_twice(tmp_path: Path, index: Index) -> None:
    known: list[Line] = []
    for _ in range(2):
        for tool, (text, said, _, _) in CASES.items():
            found = read(tmp_path, index, text, f"{tool}.csv", **said)
            known += weigh(found.lines, known).new
    assert len(known) == sum(len(wanted) for _, _, wanted, _ in CASES.values())
    facebook = {one.measure: one for one in figures_of(known) if one.network == "facebook"}
    assert facebook["reactions"].value in (30, 35)  # of one tool, not of three added
    april = replace(known[-1], first=date(2026, 3, 31), last=date(2026, 4, 30))
    assert weigh([april], known).overlapping == (april,)
    after = replace(april, first=date(2026, 4, 1), source=known[-1].source)
    assert weigh([after], known).new == (after,)


def test_people_are_never_added_and_other_numbers_are() -> None:
    march = Line(
        at=date(2026, 4, 1),
        post="bancs",
        measure="pageviews",
        value=Decimal(400),
        source="matomo",
        **MARCH,
    )
    april = replace(
        march, first=date(2026, 4, 1), last=date(2026, 4, 30), value=Decimal(12), number=2
    )
    (pages,) = figures_of([march, april])
    assert (pages.value, pages.first, pages.last) == (
        *(Decimal(412), date(2026, 3, 1), date(2026, 4, 30)),
    )
    people = [replace(one, measure="visitors") for one in (march, april)]
    assert figures_of(people)[0].value == 12


@pytest.mark.parametrize(
    ("said", "lang", "value"),
    [
        ("1 240", "fr", "1240"),
        ("1\u202f240,5", "fr", "1240.5"),
        ("1,240", "en", "1240"),
        ("12,5", "fr", "12.5"),
        ("84 %", "fr", "84"),
        ("12,5", "en", None),  # thousands, or a slip
        ("1.240", "fr", None),
        ("2 fois", "fr", None),
        ("٣", "fr", None),
        ("1e9", "fr", None),
        ("", "fr", None),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(
    said: str, lang: str, value: str | None
) -> None:
    found = read_number(said, lang)
    assert (str(found.value) if found else None) == value


@pytest.mark.parametrize(
    ("said", "first", "day"),
    [
        ("2026-03-12 09:00", True, date(2026, 3, 12)),
        ("03/12/2026 09:00", True, date(2026, 3, 12)),
        ("12/03/2026", False, date(2026, 3, 12)),
        ("12 mars 2026", False, date(2026, 3, 12)),
        ("1er févr. 2026 à 9 h", False, date(2026, 2, 1)),
        ("August 3rd, 2026", True, date(2026, 8, 3)),
        ("3 déc. 2026", False, date(2026, 12, 3)),
        ("31/02/2026", False, None),
        ("hier", False, None),
    ],
)
def test_a_day_is_read_in_figures_and_in_words(said: str, first: bool, day: date | None) -> None:
    assert read_day(said, months_first=first) == day


@pytest.mark.parametrize(
    ("target", "results"),
    [
        ("300 réponses", {299: "partly", 300: "reached", 150: "partly", 149: "missed"}),
        (
            "moins de 20 questions par mois",
            {19: "reached", 20: "partly", 30: "partly", 31: "missed"},
        ),
        ("15 minutes ou moins", {15: "reached", 16: "partly", 25: "missed"}),
        ("plus de 1 200 places", {1200: "partly", 1201: "reached"}),
        ("pas plus de 40 plaintes", {40: "reached", 41: "partly"}),
        ("fewer than 10 calls", {9: "reached", 10: "partly"}),
        ("1,9 million de pages", {1_900_000: "reached", 900_000: "missed"}),
        ("avant 9 h 30", {9: "unjudged"}),
        ("le plus possible", {9: "unjudged"}),
    ],
)
def test_a_target_in_words_judges_a_number(
    target: str, results: dict[int, str], make_post: Callable[..., Post], town: Site
) -> None:
    post = make_post(BENCHES.format(target=target))
    for value, verdict in results.items():
        line = Line(at=date(2026, 5, 14), post="bancs", measure=RESULT, value=Decimal(value))
        assert bilan_of(post, results_of([line]), (), town).verdict == verdict, value


def test_a_share_is_judged_by_its_formula_and_never_against_a_number(
    make_post: Callable[..., Post], town: Site
) -> None:
    post = make_post(BENCHES.format(target="80 % des rues"))
    line = Line(at=date(2026, 5, 14), post="bancs", measure=RESULT, value=Decimal(412))
    for said, verdict in (
        (replace(line, of=Decimal(500)), Verdict.REACHED),
        (replace(line, of=Decimal(600)), Verdict.PARTLY),
        (line, Verdict.UNJUDGED),
        (replace(line, value=Decimal(79), percent=True), Verdict.PARTLY),
        (replace(line, verdict="missed"), Verdict.MISSED),
    ):
        assert bilan_of(post, results_of([said]), (), town).verdict is verdict
    number = make_post(BENCHES.format(target="300 réponses"))
    half = replace(line, value=Decimal(50), percent=True)
    assert bilan_of(number, results_of([half]), (), town).verdict is Verdict.UNJUDGED
    assert read_target("80 % des rues", "fr") is not None


def test_the_table_comes_back_as_it_was_written_whatever_a_spreadsheet_did(tmp_path: Path) -> None:
    path = tmp_path / "resultats.csv"
    line = Line(
        at=date(2026, 5, 14),
        post="bancs",
        measure=RESULT,
        value=Decimal("84.5"),
        percent=True,
        verdict="partly",
        note='=1+1; « le papier », "au comptoir"',
    )
    add_lines(path, [line], "fr")
    text = path.read_text("utf-8-sig")
    assert ";=" not in text  # no formula for a spreadsheet
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    assert mistakes == [] and [replace(one, number=0) for one in lines] == [line]
    # Saved again by a spreadsheet: Windows letters, commas, dates of the place, another order.
    rows = [row[::-1] for row in csv.reader(text.splitlines(), delimiter=";")]
    rows[1] = [cell.replace("2026-05-14", "14/05/2026") for cell in rows[1]]
    with path.open("w", encoding="cp1252", newline="") as out:
        csv.writer(out).writerows(rows)
    add_lines(path, [replace(line, at=date(2026, 6, 1), note="à suivre")], "fr")
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    assert mistakes == [] and [one.at.month for one in lines] == [5, 6]


def test_lines_that_cannot_be_read_are_told_each_and_the_others_count(tmp_path: Path) -> None:
    path = tmp_path / "resultats.csv"
    path.write_text(
        "date;billet;mesure;valeur;verdict\n"
        "2026-05-14;bancs;résultat;412;\n"
        "demain;bancs;résultat;412;\n"
        ";bancs;résultat;412;\n"
        "2026-05-14;bancs;magie;412;\n"
        "2026-05-14;bancs;résultat;beaucoup;\n"
        "2026-05-14;bancs;résultat;412;bof\n",
        "utf-8",
    )
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    assert (len(lines), [one.line for one in mistakes]) == (1, [3, 4, 5, 6, 7])
    assert all(one.do for one in mistakes)


def test_the_sample_s_verdicts_are_those_that_plain_arithmetic_gives(staff_site: Path) -> None:
    """Read from the table and the front matter by nothing of ours, and found on the pages."""
    import yaml
    from lxml import html

    newest: dict[str, float] = {}
    with (ROOT / "resultats.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["mesure"] == "résultat":
                newest[row["billet"]] = float(row["valeur"])
    targets = {}
    for path in (ROOT / "docs/blog/posts").glob("*.md"):
        front = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        targets[str(front.get("slug") or path.stem)] = str(
            (front.get("measure") or {}).get("target", "")
        )
    page = html.parse(staff_site / "bilan/2026/index.html")
    shown = {
        link.get("href").strip("/").split("/")[-1]: (
            row.xpath("string(.//span/@data-verdict)"),
            row.xpath("string(td[4])"),
        )
        for row in page.xpath("//table[1]/tbody/tr")
        for link in row.xpath("th/a[not(starts-with(@href, '#'))]")
    }
    compared = 0
    for slug, value in newest.items():
        if slug not in targets or slug not in shown:
            continue
        target = float("".join(sign for sign in targets[slug].split("par")[0] if sign.isdigit()))
        below = "moins" in targets[slug]
        held = value <= target if "ou moins" in targets[slug] else value < target
        if below:
            verdict = "reached" if held else "partly" if value <= target * 1.5 else "missed"
        else:
            verdict = (
                "reached" if value >= target else "partly" if value * 2 >= target else "missed"
            )
        share = f"{round(value * 100 / target, 1):g}".replace(".", ",") + "\u00a0%"
        assert shown[slug] == (verdict, share), slug
        compared += 1
    assert compared >= 6


def test_few_posts_teach_nothing_and_enough_do(make_post: Callable[..., Post], town: Site) -> None:
    posts = [
        make_post(BENCHES.replace("bancs", f"bancs-{n}").format(target="300")) for n in range(6)
    ]
    lines = [
        Line(at=date(2026, 5, 14), post=post.slug, measure=RESULT, value=Decimal(n * 100))
        for n, post in enumerate(posts, 1)
    ]
    results = results_of(lines)
    bilans = [bilan_of(post, results, (), town) for post in posts]
    few = summary_of(bilans[:4], town)
    assert (few.repeat(few.objectives), few.change(few.objectives)) == ((), ())
    assert [one.key for one in few.small] == ["informer", "consultation"]
    all_ = summary_of(bilans, town)
    assert [one.key for one in all_.repeat(all_.objectives)] == ["informer"]  # 4 of 6


CONFIGURATION = """\
site_name: Ville
site_url: https://ville.example/
theme: {{name: porte-voix, language: fr}}
plugins:
  portevoix/resonance:
    results: {{public: {public}}}
    objectives: {{informer: Informer}}
    organisation:
      name: Ville
      accounts: [{{network: facebook, name: Ville, url: "https://facebook.com/ville"}}]
"""


def project_at(place: Path, target: str, public: str = "false") -> Callable[..., tuple[int, str]]:
    """A small project, and its commands."""
    (place / "docs/blog/posts").mkdir(parents=True)
    (place / "docs/blog/posts/bancs.md").write_text(BENCHES.format(target=target), "utf-8")
    (place / "mkdocs.yml").write_text(CONFIGURATION.format(public=public), "utf-8")

    def run(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "portevoix", *words]
        environment = {**os.environ, "LC_ALL": "fr_CA.UTF-8"}
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=place, check=False, env=environment
        )
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.mark.parametrize("public", ["false", "true"])
def test_readers_see_the_bilan_only_where_it_is_wished_and_never_notes_nor_networks(
    tmp_path: Path, public: str
) -> None:
    run = project_at(tmp_path, "300 réponses", public)
    assert run("result", "bancs", "412", "MARQUE-NOTE", "--now", "2026-05-14")[0] == 0
    add_lines(
        tmp_path / "resultats.csv",
        [
            Line(
                at=date(2026, 5, 20),
                post="bancs",
                measure="impressions",
                value=Decimal(98_765),
                network="facebook",
                account="Ville",
                source="meta",
            )
        ],
        "fr",
    )
    code, told = run("build", "--quiet", "--no-check", "--now", "2026-11-21")
    assert code == 0, told
    site = tmp_path / "site"
    texts = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert not [path for path, content in texts.items() if b"MARQUE-NOTE" in content]
    assert not [path for path, content in texts.items() if "98\u00a0765".encode() in content]
    page = site / "bilan/bancs/index.html"
    assert page.exists() is (public == "true")
    assert public == "false" or "412" in page.read_text("utf-8")


def test_a_results_file_is_imported_once_and_told_row_by_row(tmp_path: Path) -> None:
    run = project_at(tmp_path, "300 réponses")
    export = tmp_path / "export.csv"
    address = "https://blog.exemple.org/blog/bancs/"
    text = META.replace("Ville d’exemple", "Ville").replace(
        address, "https://ville.example/blog/bancs/"
    )
    export.write_text(text, "utf-8")
    code, told = run("import-results", "export.csv", "--now", "2026-05-20")
    assert code == 0 and "billet introuvable\u00a0: 2" in told, told
    lines, mistakes = read_results(tmp_path / "resultats.csv", lang="fr", name="")
    assert mistakes == [] and {one.measure for one in lines} >= {"views", "reach", "reactions"}
    code, told = run("import-results", "export.csv", "--now", "2026-05-21")
    assert code == 0 and f"déjà inscrits, laissés tels quels\u00a0: {len(lines)}" in told, told
    assert read_results(tmp_path / "resultats.csv", lang="fr", name="")[0] == lines
    export.write_text(text.replace("Permalink", "Adresse"), "utf-8")
    code, told = run("import-results", "export.csv")
    assert code == 1 and told.startswith("export.csv:1: ") and "results.imports.meta" in told


def test_entering_a_result_says_what_it_means_and_writes_it_once(tmp_path: Path) -> None:
    result = partial(project_at(tmp_path, "80 %"), "result")
    assert result("bancs")[0] == 0
    code, told = result("bancs", "412")
    assert code == 1 and "412/500" in told
    for _ in range(2):
        code, told = result("bancs", "412/500", "dont", "131", "sur papier", "--now", "2026-05-14")
        assert code == 0 and ": atteint." in told.replace("\u00a0", " ")
    lines, _ = read_results(tmp_path / "resultats.csv", lang="fr", name="")
    assert [(one.value, one.of, one.note) for one in lines] == [
        (Decimal(412), Decimal(500), "dont 131 sur papier")
    ]
    assert say_number(lines[0].value, "fr") == "412"


def test_a_table_saved_anew_as_utf_16_keeps_its_columns(tmp_path: Path) -> None:
    """A spreadsheet adds its mark to the one that stands."""
    path = tmp_path / "resultats.csv"
    text = "\ufeffdate;billet;mesure;valeur\n2026-11-20;bancs;résultat;412\n"
    path.write_bytes(text.encode("utf-16"))
    lines, mistakes = read_results(path, lang="fr", name="resultats.csv")
    assert not mistakes and [one.post for one in lines] == ["bancs"]


def test_a_folder_in_place_of_a_file_is_called_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import-results", str(tmp_path)]) == 2
    said = "".join(capsys.readouterr())
    assert "n’existe pas" not in said and "c’est un dossier" in said
