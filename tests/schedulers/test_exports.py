"""Files for planning tools: read back, they say what the kit shows, within the tool's limits."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portevoix.commands import main
from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.form import Form
from portevoix.planning import Planned, Standing, Way
from portevoix.posts import Post
from portevoix.schedulers import (
    SCHEDULERS,
    Asked,
    Note,
    Row,
    Scheduler,
    Shape,
    Tool,
    Why,
    cook,
    digest_of,
    export,
    is_recipe,
    read_tools,
    render,
)
from portevoix.snippets import compose_all, compose_for_tools
from portevoix.yaml_text import read_yaml
from tests.conftest import ROOT

ZONE = ZoneInfo("America/Toronto")
NOW = datetime(2026, 11, 27, 9, tzinfo=ZONE)
CELLS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n",;=+-@'), min_size=1
)
HEADERS = {  # what the tools' own pages and users show, word for word
    "buffer": "Text,Image URL,Tags,Posting Time",
    "sprout": "date,time_24hr,message_text,public_image_url",
}


def row(text: str = "Bonjour", **more: Any) -> Row:
    values: dict[str, Any] = {
        "id": "billet/bluesky",
        "network": "bluesky",
        "account": "@ville.example",
        "moment": NOW + timedelta(days=1),
        "text": text,
        "link": "https://blog.exemple.org/blog/billet/",
        "picture": "https://blog.exemple.org/cards/billet-og.png",
        "alt": "Une carte",
        "title": "Billet",
        "post": "https://blog.exemple.org/blog/billet/",
    }
    return Row(**values | more)


@pytest.fixture
def ask(make_post: Callable[..., Post]) -> Callable[..., Asked]:
    post = make_post("---\ntitle: Billet\ndate: 2026-11-27\n---\nTexte.\n")

    def asked(one: Row, standing: Standing = Standing.PLANNED, **more: Any) -> Asked:
        planned = Planned(
            post=post, network=one.network, moment=one.moment, way=Way.SLOT, standing=standing
        )
        return Asked(planned=planned, row=one, **more)

    return asked


def read_back(tool: Scheduler, content: bytes) -> list[dict[str, Any]]:
    """By the readers of Python, none of our code."""
    text = content.decode("utf-8-sig" if tool.mark else "utf-8")
    if tool.shape is Shape.JSON:
        return list(json.loads(text))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    names = rows.pop(0) if tool.header else list(tool.columns)
    assert names == list(tool.columns)
    assert all(len(cells) == len(names) for cells in rows)
    return [dict(zip(names, cells, strict=True)) for cells in rows]


def text_in(tool: Scheduler, found: dict[str, Any]) -> str:
    """The text of a row, by the name of its column."""
    path = next(name for name, recipe in tool.columns.items() if recipe == "text")
    value: Any = found
    for step in path.split(".") if tool.shape is Shape.JSON else (path,):
        value = value[int(step)] if step.isdigit() else value[step]
    return str(value)


def moment_in(tool: Scheduler, found: dict[str, Any]) -> datetime:
    parts = [
        (found[name], recipe)
        for name, recipe in tool.columns.items()
        if recipe.startswith(("date:", "utc")) and name != "utc"
    ]
    text = " ".join(value for value, _ in parts)
    form = " ".join(recipe.partition(":")[2] or "%Y-%m-%dT%H:%M:%SZ" for _, recipe in parts)
    zone = ZoneInfo("UTC") if parts[0][1].startswith("utc") else ZONE
    return datetime.strptime(text, form).replace(tzinfo=zone)


@pytest.mark.parametrize("key", SCHEDULERS)
@given(texts=st.lists(CELLS, min_size=1, max_size=4))
def test_every_text_is_read_back_as_it_was_written(key: str, texts: list[str]) -> None:
    tool = SCHEDULERS[key]
    rows = [row(text) for text in texts]
    assert [text_in(tool, one) for one in read_back(tool, render(tool, rows))] == texts


@pytest.mark.parametrize("key", SCHEDULERS)
def test_limits_hours_and_spacing_hold(key: str, ask: Callable[..., Asked]) -> None:
    """400 texts, one each three minutes, from the last day of summer time on."""
    tool = SCHEDULERS[key]
    start = datetime(2026, 10, 31, 20, 1, tzinfo=ZoneInfo("UTC"))
    texts = [
        ask(
            row(
                f"Texte {n}",
                id=f"t{n:03}/bluesky",
                moment=(start + timedelta(minutes=3 * n)).astimezone(ZONE),
            )
        )
        for n in range(400)
    ]
    made = export(tool, texts, NOW)
    found = [one for file in made.files for one in read_back(tool, file.content)]
    assert [text_in(tool, one) for one in found] == [f"Texte {n}" for n in range(400)]
    assert all(len(file.rows) <= (tool.rows or 400) for file in made.files)
    assert len({file.name for file in made.files}) == len(made.files)
    assert all("America-Toronto" in file.name for file in made.files)
    stamps = [one.moment.timestamp() for file in made.files for one in file.rows]
    for earlier, later in pairwise(stamps):
        assert later - earlier >= tool.apart * 60
    for file in made.files:
        assert all(one.moment.minute % tool.step == 0 for one in file.rows)
    moved = [one for one in made.told if one.note is Note.MOVED]
    assert bool(moved) is bool(tool.apart or tool.step > 1)
    if tool.key != "agorapulse":  # whose column of dates only its own template has
        shown = [moment_in(tool, one) for one in found]
        # At night the hour comes twice; a file without zone shows the same for both.
        assert [one.replace(tzinfo=None) for one in shown] == [
            one.moment.astimezone(shown[0].tzinfo).replace(tzinfo=None)
            for file in made.files
            for one in file.rows
        ]


@pytest.mark.parametrize("key", HEADERS)
def test_headers_are_those_of_the_tool(key: str) -> None:
    assert ",".join(SCHEDULERS[key].columns) == HEADERS[key]


@pytest.mark.parametrize("tool", SCHEDULERS.values(), ids=lambda tool: tool.key)
def test_a_tool_is_a_value_with_its_source_and_its_date(tool: Scheduler) -> None:
    assert all(is_recipe(recipe) for recipe in tool.columns.values())
    assert "text" in tool.columns.values()
    assert tool.source or tool.grade in ("unsourced", "house")
    if tool.key == "metricool":
        assert len(tool.columns) == 97
    if tool.key == "publer":
        assert len(tool.columns) == 12
    if tool.key == "postiz":
        assert tool.columns["shortLink"] == "no"


def test_a_formula_is_told_and_stays_as_it_is(ask: Callable[..., Asked]) -> None:
    for text in ("=2+2", "+33", "-10 %", "@ville"):
        made = export(SCHEDULERS["buffer"], [ask(row(text))], NOW)
        assert [one.note for one in made.told] == [Note.FORMULA]
        assert read_back(SCHEDULERS["buffer"], made.files[0].content)[0]["Text"] == text
    assert export(SCHEDULERS["postiz"], [ask(row("=2+2"))], NOW).told == ()


def test_what_cannot_go_says_why(ask: Callable[..., Asked]) -> None:
    tool = SCHEDULERS["metricool"]
    texts = [
        ask(row(id="a/bluesky"), Standing.DRAFT),
        ask(row(id="b/mastodon", network="mastodon")),
        ask(row(id="c/instagram", network="instagram", picture=""), wants_picture=True),
        ask(row(id="d/bluesky"), over=12),
        ask(row(id="e/bluesky"), warning="Urgence"),
    ]
    made = export(tool, texts, NOW)
    assert [(one.asked.row.id, one.why) for one in made.left] == [
        ("a/bluesky", Why.STANDING),
        ("b/mastodon", Why.NETWORK),
        ("c/instagram", Why.PICTURE),
        ("d/bluesky", Why.LONG),
    ]
    assert [(one.note, one.value) for one in made.told] == [(Note.WARNING, "Urgence")]
    heavy = export(SCHEDULERS["buffer"], [ask(row(), weight=6_000_000)], NOW)
    assert [one.note for one in heavy.told] == [Note.HEAVY]
    assert read_back(SCHEDULERS["buffer"], heavy.files[0].content)[0]["Image URL"] == ""


def test_a_second_export_holds_only_what_is_new_or_changed(ask: Callable[..., Asked]) -> None:
    tool = SCHEDULERS["buffer"]
    texts = [ask(row(id=f"{slug}/bluesky")) for slug in "ab"]
    first = export(tool, texts, NOW)
    known = {(one.id, one.account): digest_of(one) for file in first.files for one in file.rows}
    changed = ask(replace(texts[1].row, text="Autre texte"))
    again = export(tool, [texts[0], changed, ask(row(id="c/bluesky"))], NOW, known)
    assert [one.id for file in again.files for one in file.rows] == ["b/bluesky", "c/bluesky"]
    assert [(one.asked.row.id, one.why) for one in again.left] == [("a/bluesky", Why.UNCHANGED)]
    assert [one.note for one in again.told] == [Note.CHANGED]


def tools_of(text: str) -> dict[str, Tool]:
    diagnostics = Diagnostics("fr")
    values, lines = read_yaml(text, file="mkdocs.yml", diagnostics=diagnostics, prose=False)
    assert isinstance(values, dict)
    return read_tools(Form(values, lines, "mkdocs.yml", diagnostics), "fr")


def test_an_organisation_s_own_template_replaces_ours() -> None:
    tools = tools_of(
        "agorapulse:\n  columns: {post_content: text, scheduled: 'date:%d/%m/%Y %H:%M'}\n"
        "  rows: 50\nswello:\n  columns: {Texte: text}\n"
    )
    found = read_back(tools["agorapulse"].scheduler, render(tools["agorapulse"].scheduler, [row()]))
    assert found == [{"post_content": "Bonjour", "scheduled": "28/11/2026 09:00"}]
    assert (tools["agorapulse"].scheduler.needs_own, tools["agorapulse"].scheduler.rows) == (
        False,
        50,
    )
    assert "swello" in tools
    with pytest.raises(DiagnosticsError) as error:
        tools_of("swello: {rows: 3}\nbuffer: {columns: {Text: texte}}\n")
    assert len(error.value.mistakes) == 2


def test_a_recipe_cooks() -> None:
    assert cook("date:%d/%m/%Y", row()) == "28/11/2026"
    assert cook("utc", row()) == "2026-11-28T14:00:00Z"
    assert (cook("is:bluesky", row()), cook("is:x", row())) == ("true", "false")


def test_the_command_writes_what_the_kit_shows_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sample, on 10 August 2026: texts equal to those of compose, in every tool."""
    from portevoix.commands.planned import look_ahead

    config = ROOT / "mkdocs.yml"
    ahead = look_ahead(config, "2026-08-10")
    words = ["--offline", "--now", "2026-08-10", "--config", str(config)]
    shown = {
        (one.slug, text.network.key): compose_for_tools(one, text, ahead.site).single
        for one in ahead.sources.shelf.posts
        for text in compose_all(ahead.site, one)
    }
    for key in ("csv", "json"):
        assert main(["export", key, "--to", str(tmp_path), *words]) == 0
        found = [
            one
            for file in sorted(tmp_path.glob(f"{key}-*"))
            for one in read_back(SCHEDULERS[key], file.read_bytes())
        ]
        assert len(found) > 20
        assert all(shown[tuple(one["id"].split("/"))] == one["text"] for one in found)
    said = capsys.readouterr().out
    assert "America/Toronto. " in said
    file = next(tmp_path.glob("csv-*"))
    assert (
        main(["export", "csv", "--to", str(tmp_path), *words]) == 0
    )  # the same again: nothing to do
    file.write_text("à moi", "utf-8")
    assert main(["export", "csv", "--to", str(tmp_path), *words]) == 0
    assert file.read_text("utf-8") == "à moi"
    assert file.with_stem(f"{file.stem}-2").is_file()
    assert main(["export", "agorapulse", "--to", str(tmp_path), *words]) == 1
    assert main(["export", "tweetdeck", "--to", str(tmp_path), *words]) == 2


SITE = """\
site_name: Ville
site_url: https://blog.exemple.org/
theme: {name: porte-voix, language: fr}
plugins:
  portevoix/resonance:
    time_zone: America/Toronto
    organisation:
      name: Ville
      accounts: [{network: mastodon, name: "@ville@social.example", url: "https://social.example/@ville"}]
"""


def test_a_picture_that_a_building_would_not_bring_is_told_with_its_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That of a post which is not out yet; that of one which is out comes with a building."""
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SITE, "utf-8")
    for name in ("pont", "fete", "parc", "eau", "bain"):
        text = f"---\ntitle: Le {name}\ndate: 2026-08-18\n---\nUn texte.\n"
        (posts / f"{name}.md").write_text(text, "utf-8")

    def told(now: str) -> str:
        words = ["--offline", "--dry-run", "--now", now, "--config", str(tmp_path / "mkdocs.yml")]
        assert main(["export", "buffer", *words]) == 0
        return " ".join(capsys.readouterr().out.split())

    early = told("2026-08-10")
    assert "« Le bain », le 18 août 2026; « Le eau », le 18 août 2026; " in early
    assert "; 2 autres. D’ici là, ajoutez l’image dans l’outil" in early
    assert "construisez-le" not in early and "rien n’est écrit" in early
    for file in posts.iterdir():
        file.write_text(
            file.read_text("utf-8").replace(
                "---\nUn", "share: {mastodon: {at: 2026-08-20 10:00}}\n---\nUn"
            ),
            "utf-8",
        )
    late = told("2026-08-19")
    assert "construisez-le" in late and "D’ici là" not in late, late


def test_a_second_export_of_a_day_has_a_file_of_its_own_and_knows_a_post_by_its_former_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SITE, "utf-8")

    def write(name: str, more: str = "") -> None:
        front = f"title: Le {name}\ndate: 2026-08-18\nslug: {name}\n{more}"
        (posts / f"{name}.md").write_text(f"---\n{front}---\nUn texte.\n", "utf-8")

    def typed(*words: str) -> str:
        words = (*words, "--now", "2026-08-10", "--config", str(tmp_path / "mkdocs.yml"))
        assert main([*words]) == 0
        return capsys.readouterr().out

    write("pont")
    typed("export", "hootsuite")
    assert "confié" in typed("plan")
    (posts / "pont.md").unlink()
    write("passerelle", "aliases: [blog/pont/]\n")
    write("bain")
    assert typed("plan").count("confié") == 1
    typed("export", "hootsuite")
    second, first = sorted((tmp_path / "exports").iterdir())  # « …-2.csv », « ….csv »
    assert "/blog/pont/" in first.read_text("utf-8")
    assert "/blog/bain/" in second.read_text("utf-8")
    ledger = (tmp_path / "publications.jsonl").read_text("utf-8")
    assert ledger.count('"post": "bain"') == 1
