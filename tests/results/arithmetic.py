"""The bilan by plain arithmetic: the table, the front matter and the pages, read by nothing of ours."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml
from lxml import html

LESS, AT_MOST = ("moins de", "fewer than", "less than"), ("ou moins", "au plus", "at most")
SHOWN = ("reached", "partly", "missed", "unjudged", "unmeasured")
MEASURED = SHOWN[:3]


@dataclass(frozen=True)
class Row:
    """What the table of a period must say of a post."""

    slug: str
    year: str
    quarter: str
    objective: str
    kind: str
    verdict: str
    share: str  # as it is written; "" for none


def number(text: str) -> Fraction | None:
    found = re.search(r"\d[\d   ]*(?:[.,]\d+)?", text)
    return Fraction(re.sub(r"\s", "", found[0]).replace(",", ".")) if found else None


def verdict_of(target: str, result: Mapping[str, str] | None) -> tuple[str, str]:
    """The verdict, and the result as a share of the target."""
    if result is None:
        return "unmeasured" if target else "aimless", ""
    value, said = number(result["valeur"]), result.get("verdict", "")
    assert value is not None
    if result.get("sur"):
        out_of = number(result["sur"])
        assert out_of
        part: Fraction | None = value * 100 / out_of
    else:
        part = value if "%" in result["valeur"] else None
    aim = number(target)
    measured = part if "%" in target else None if "%" in result["valeur"] else value
    share = ""
    if aim and measured is not None:
        rounded = f"{float(round(measured * 100 / aim, 1)):.1f}".removesuffix(".0")
        share = f"{rounded.replace('.', ',')} %"
    if said:
        return {"atteint": "reached", "en partie": "partly", "non atteint": "missed"}[said], share
    if not aim or measured is None:
        return "unjudged", share
    if any(words in target for words in (*LESS, *AT_MOST)):
        held = measured < aim or (measured == aim and any(words in target for words in AT_MOST))
        return "reached" if held else "partly" if measured * 2 <= aim * 3 else "missed", share
    return "reached" if measured >= aim else "partly" if measured * 2 >= aim else "missed", share


def _slug(title: str) -> str:
    plain = unicodedata.normalize("NFD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def rows_of(posts: Path, table: Path, until: str = "2026-11-21") -> list[Row]:
    """One for each matter that came out by then and has an aim or a result."""
    newest: dict[str, Mapping[str, str]] = {}
    with table.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.DictReader(file, delimiter=";"):
            before = newest.get(line["billet"])
            if line["mesure"] == "résultat" and (not before or before["date"] <= line["date"]):
                newest[line["billet"]] = line
    fronts: dict[str, Any] = {}
    for path in sorted(posts.glob("*.md")):
        front = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        if not front.get("draft"):
            fronts[str(front.get("slug") or _slug(front["title"]))] = front
    rows = []
    for slug, front in fronts.items():
        if front.get("translation_of") in fronts:
            continue  # one matter has one result
        told = [slug, *(one for one, of in fronts.items() if of.get("translation_of") == slug)]
        results = sorted(
            (newest[one] for one in told if one in newest), key=lambda one: one["date"]
        )
        measure = front.get("measure") or {}
        if not (measure or front.get("objective") or results):
            continue
        date = front["date"]
        day = str(date["created"] if isinstance(date, dict) else date)
        target = str(measure.get("target", ""))
        verdict, share = verdict_of(target, results[-1] if results else None)
        if not results:
            verdict = "unmeasured" if measure else "aimless"
        if day > until:
            continue
        rows.append(
            Row(
                slug=slug,
                year=day[:4],
                quarter=f"{day[:4]}-t{(int(day[5:7]) + 2) // 3}",
                objective=str(front.get("objective") or ""),
                kind=str(front.get("kind") or "announcement"),
                verdict=verdict,
                share=share,
            )
        )
    return rows


def agrees(page: Path, rows: Iterable[Row]) -> None:
    """Whether the page of a period says of these posts what arithmetic gives."""
    wanted = list(rows)
    tree = html.parse(page)
    shown = {
        str(row.xpath("string(th/a/@href)")).rstrip("/").rpartition("/")[2]: (
            row.xpath("string(.//span/@data-verdict)"),
            row.xpath("string(td[4])").replace("–", "").replace("\u00a0", " "),
        )
        for row in tree.xpath("(//table)[1]/tbody/tr")
    }
    assert shown == {one.slug: (one.verdict, one.share) for one in wanted}, page
    whole = [int(one) for one in re.findall(r"\d+", tree.xpath("string(//div/p/strong)"))]
    counts = Counter(one.verdict for one in wanted)
    assert whole == [len(wanted), sum(counts[one] for one in MEASURED), counts["reached"]], page
    tables = [_tallies(table) for table in tree.xpath("//table[thead//span]")]
    for place, by in enumerate(("objective", "kind")):
        assert tables[place] == sorted(_counted(wanted, by)), (page, by)
    said = [str(one.xpath("string()")) for one in tree.xpath("//h2[1]/following-sibling::ul[1]/li")]
    for word, most, least in (("À répéter", 1.0, 2 / 3), ("À revoir", 1 / 3, 0.0)):
        told = sorted(
            tuple(int(one) for one in re.findall(r"\d+", line.rpartition("»")[2]))
            for line in said
            if line.startswith(word)
        )
        assert told == sorted(_learnt(wanted, most, least)), (page, word)


def _tallies(table: Any) -> list[tuple[int, ...]]:
    return sorted(
        tuple(int(cell.text_content()) for cell in row.iter("td"))
        for row in table.xpath("tbody/tr")
    )


def _counted(rows: list[Row], by: str) -> list[tuple[int, ...]]:
    """For each objective or kind, how many posts have each verdict, then all."""
    made = []
    for key in {getattr(one, by) for one in rows}:
        counts = Counter(one.verdict for one in rows if getattr(one, by) == key)
        made.append((*(counts[verdict] for verdict in SHOWN), sum(counts.values())))
    return made


def _learnt(rows: list[Row], most: float, least: float) -> Iterable[tuple[int, int]]:
    for by in ("objective", "kind"):
        for counts in _counted(rows, by):
            measured = sum(counts[:3])
            if measured >= 5 and least - 1e-9 <= counts[0] / measured <= most + 1e-9:
                yield counts[0], measured
