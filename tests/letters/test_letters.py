"""Letters read back: both parts say the same, and what people wrote stays text."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Mapping
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from portevoix.diagnostics import Diagnostics, DiagnosticsError
from portevoix.issues import Issue
from portevoix.letters.beginning import (
    marked_sent,
    posts_of,
    read_month,
    read_week,
    render_issue,
)
from portevoix.letters.bodies import for_mail, written
from portevoix.letters.compose import codes_of, compose
from portevoix.letters.eml import Composed, mail_of
from portevoix.letters.html import for_tool, render_html, text_for_tool
from portevoix.letters.plain import text_of, words_of
from portevoix.letters.tools import TOOLS
from portevoix.site import Site
from portevoix.sources.letters import read_issues
from portevoix.sources.tree import look_over
from tests.letters.small import HOSTILE, NOW, Write, edition, issue, post

CALL = "call: {text: Inscrivez-vous, url: 'https://exemple.org/a?b=1&c=2', until: 2026-12-31}"


def parts(site: Site, one: Issue, *posts: object, tool: str = "") -> tuple[str, str, str]:
    """Subject, HTML and text, as a tool takes them."""
    taken = TOOLS.get(tool)
    made = edition(site, *posts)  # type: ignore[arg-type]
    letter = compose(one, made, taken, NOW)
    codes: Mapping[str, str] = codes_of(made.newsletter, taken)
    return (
        text_for_tool(letter.subject, taken, {}),
        for_tool(render_html(letter, site, None), taken, codes),
        text_for_tool(text_of(letter), taken, codes),
    )


def test_both_parts_of_a_mail_say_every_title_and_lead_to_every_post(
    site: Site, make_post: Write
) -> None:
    """Read back by Python’s own reader of mail."""
    posts = post(make_post, "pont", CALL), post(make_post, "parc", title="Le parc & « l’été »")
    subject, page, text = parts(site, issue(*posts, intro="Bonjour **à tous**"), *posts)
    made = edition(site, *posts)
    letter = Composed(id="2026-11", lang="fr", subject=subject, text=text, html=page)

    def mailed() -> EmailMessage:
        to, options = "moi@exemple.org", made.newsletter
        return mail_of(letter, to=to, moment=NOW, options=options, site=site)

    mail = mailed()
    read = email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    assert (read["Subject"], read.defects) == ("Novembre", [])
    assert [one.get_content_type() for one in read.iter_parts()] == ["text/plain", "text/html"]
    plain, marked = read.get_body(("plain",)), read.get_body(("html",))
    assert plain and marked
    said, tree = plain.get_content(), html.fromstring(marked.get_content())
    leads = {link.get("href") for link in tree.iter("a")}
    for one in posts:
        address = site.address_of(one)
        assert one.title in said and address in said
        assert one.title in "".join(map(str, tree.itertext())) and address in leads
    assert "https://exemple.org/a?b=1&c=2" in leads and "https://exemple.org/a?b=1&c=2" in said
    assert "Bonjour à tous" in said and "<strong>à tous</strong>" in marked.get_content()
    assert not [line for line in said.splitlines() if "<" in line]
    assert mail.as_bytes() == mailed().as_bytes()


def test_a_letter_loads_nothing_and_counts_nobody(site: Site, make_post: Write) -> None:
    one = post(make_post, "pont")
    _, page, _ = parts(site, issue(one), one)
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //link | //iframe | //form | //img | //object")
    assert "url(" not in page and "@import" not in page


@pytest.mark.parametrize("tool", sorted(TOOLS))
def test_what_people_wrote_is_no_code_of_a_sending_tool(
    tool: str, site: Site, make_post: Write
) -> None:
    one = post(make_post, "pont", title=HOSTILE)
    subject, page, text = parts(site, issue(one, subject=HOSTILE, intro=HOSTILE), one, tool=tool)
    tree = html.fromstring(page)
    assert not tree.xpath("//script")
    for said in (subject, page, text):
        ours = [code for code in (TOOLS[tool].unsubscribe, TOOLS[tool].preferences) if code]
        for code in ours if said is not subject else ():
            assert code in said
            said = said.replace(code, "")
        said = re.sub(r'\{\{ Safe "(?:[^"\\]|\\.)*" \}\}', "", said)
        assert not [mark for mark in TOOLS[tool].marks if mark in said]


def test_what_outlook_reads_reaches_listmonk_as_a_code(site: Site, make_post: Write) -> None:
    """listmonk 6.2.0 renders with Go’s html/template, which leaves comments out."""
    one = post(make_post, "pont")
    _, page, text = parts(site, issue(one, intro="2 < 3"), one, tool="listmonk")
    assert "<!--" not in re.sub(r"\{\{ Safe \".*?\" \}\}", "", page)
    assert page.count('{{ Safe "<!--[if mso]>') == 3
    assert '2 {{ Safe "<" }} 3' in text


def test_a_post_that_readers_cannot_open_stops_the_letter(site: Site, make_post: Write) -> None:
    here, gone = post(make_post, "pont"), post(make_post, "parti")
    with pytest.raises(DiagnosticsError, match="parti"):
        compose(issue(here, gone), edition(site, here), None, NOW)


def test_a_call_that_is_over_is_not_made(site: Site, make_post: Write) -> None:
    over = CALL.replace("2026-12-31", "2026-11-01")
    one = post(make_post, "pont", over)
    assert "Inscrivez-vous" not in parts(site, issue(one), one)[1]


BODY = """
<h2>Quand<a class="headerlink" href="#quand">¶</a></h2><p>Voir <a href="https://a.example/x">ici</a>.</p>
<details><summary>Plus</summary><p>Caché</p></details>
<p><img src="https://blog.exemple.org/a.webp" alt="Un pont"> <img src="https://blog.exemple.org/b.png" alt="Un banc" width="1200" height="600"></p>
<video src="https://blog.exemple.org/film.mp4"></video><svg><path d="M0 0"></path></svg>
<ul><li>Un<ul><li>Deux</li></ul></li></ul><ol start="3"><li>Trois</li></ol>
<table><tr><th scope="col">A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>
<p><input type="checkbox" checked> Fait</p><pre><code>a  =  1
b</code></pre><script>x</script>
"""


def test_a_whole_post_keeps_its_words_where_clients_keep_its_shapes() -> None:
    made = for_mail(BODY, "fr", pictures=True)
    tree = html.fragment_fromstring(made, create_parent="div")
    kept = {one.tag for one in tree.iter()}
    assert kept & {"details", "summary", "video", "svg", "input", "script", "h1", "h2"} == set()
    assert "[Image\u00a0: Un pont]" in words_of(made) and "film.mp4" in made and "☑" in made
    (shown,) = tree.iter("img")
    assert (shown.get("width"), shown.get("height"), shown.get("alt")) == ("536", "268", "Un banc")
    assert "img" not in for_mail(BODY, "fr", pictures=False)
    text = words_of(made)
    assert "Voir ici (https://a.example/x)." in text
    assert "– Un\n  – Deux" in text and "3. Trois" in text and "A | B\n1 | 2" in text
    assert "a  =  1\nb" in text


@given(st.text(max_size=200))
def test_markdown_of_any_text_makes_nothing_that_runs(text: str) -> None:
    tree = html.fragment_fromstring(written(text, "https://a.example/"), create_parent="div")
    assert {one.tag for one in tree.iter()} & {"script", "iframe", "object", "style"} == set()
    assert not [one for one in tree.iter() for name in one.keys() if name.startswith("on")]  # noqa: SIM118


def read(folder: Path, site: Site, *posts: object) -> tuple[tuple[Issue, ...], list[str]]:
    told = Diagnostics("fr")
    tree = look_over(folder)
    found = read_issues(tree.below("infolettre/"), site, posts, folder, told)  # type: ignore[arg-type]
    return found, [str(one) for one in sorted(told.mistakes)]


@pytest.mark.parametrize("title", ["Le pont rouvre", 'Un "mot" # et: [deux] {trois}', HOSTILE])
def test_an_issue_that_is_begun_is_read_back_as_it_was_meant(
    title: str, tmp_path: Path, site: Site, make_post: Write
) -> None:
    one = post(make_post, "pont", title=title)
    period = read_month("2026-11")
    text = render_issue("2026-11", [one], lang="fr", ours="fr", period=period)
    place = tmp_path / "infolettre"
    place.mkdir()
    (place / "2026-11.yml").write_text(text, "utf-8")
    (found,), mistakes = read(tmp_path, site, one)
    assert mistakes == []
    assert [each.slug for each in found.posts] == ["pont"]
    assert (found.sent, found.intro, found.whole) == (None, "", False)
    after = marked_sent(text, NOW)
    assert after is not None
    (place / "2026-11.yml").write_text(after, "utf-8")
    (found,), _ = read(tmp_path, site, one)
    assert found.sent == NOW
    assert marked_sent(after, NOW) is None


def test_all_mistakes_of_issues_are_told_at_once_each_on_its_line(
    tmp_path: Path, site: Site, make_post: Write
) -> None:
    place = tmp_path / "infolettre"
    place.mkdir()
    (place / "Été 2026.yml").write_text("subject: a\nposts: [pont]\n", "utf-8")
    (place / "a.yml").write_text(
        "sujet: a\nlang: zz-zz-\nposts:\n- pond\n- pont\n- pont\n- rh\nsent: hier\n"
    )
    (place / "b.yml").write_text("- a\n")
    (place / "c.yml").write_text("subject: [\n")
    pont = post(make_post, "pont")
    rh = post(make_post, "rh", "audience: internal")
    _, mistakes = read(tmp_path, site, pont, rh)
    heads = [one.split(": ", 1)[0].rpartition("/")[2] for one in mistakes]
    lines = (1, 1, 2, 4, 6, 7, 8)
    assert heads == [*(f"a.yml:{line}" for line in lines), "b.yml", "c.yml:2", "Été 2026.yml"]
    assert "ete-2026.yml" in mistakes[-1] and "« pont »" in mistakes[3]


def test_an_issue_that_left_outlives_its_posts_one_that_is_written_names_those_there_are(
    tmp_path: Path, site: Site, make_post: Write
) -> None:
    place = tmp_path / "infolettre"
    place.mkdir()
    text = "subject: a\nposts:\n- budget-2025\n- vieux-pont\n- rh\n- fete.md\n"
    (place / "a.yml").write_text(f"{text}sent: 2026-03-31\n", "utf-8")
    (place / "b.yml").write_text(text, "utf-8")
    posts = (
        post(make_post, "budget-2026"),
        post(make_post, "pont", "aliases: [blog/vieux-pont/]"),
        post(make_post, "rh", "audience: internal"),
    )
    told = Diagnostics()
    found = read_issues(look_over(tmp_path).below("infolettre/"), site, posts, tmp_path, told)
    assert [one.slug for one in found[0].posts] == ["budget-2025", "pont", "rh", "fete"]
    heads = [str(one).split(": ")[0].rpartition("/")[2] for one in told.notices]
    assert heads == ["a.yml:3", "a.yml:5", "a.yml:6"]
    assert "Vouliez-vous dire « budget-2026 »" in told.notices[0].do
    assert "Vouliez-vous" not in told.notices[2].do
    heads = [str(one).split(": ")[0].rpartition("/")[2] for one in told.mistakes]
    assert heads == ["b.yml:3", "b.yml:5", "b.yml:6"]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_a_day_is_in_its_month_and_in_its_week_and_in_no_other(day: date) -> None:
    year, week, _ = day.isocalendar()
    month, around = read_month(f"{day:%Y-%m}"), read_week(f"{year}-W{week:02}")
    assert month and around
    assert month.first <= day <= month.last and month.first.day == 1
    assert around.first <= day <= around.last and (around.last - around.first).days == 6


def test_a_period_takes_what_came_out_then_in_its_language_and_category(make_post: Write) -> None:
    one = post(make_post, "pont", "categories: [Eau]")
    other = post(make_post, "bridge", "lang: en", "categories: [Eau]")
    period, before = read_month("2026-11"), read_month("2026-10")
    assert period and before
    assert posts_of([one, other], period, "fr") == (one,)
    assert posts_of([one, other], period, "en", "Eau") == (other,)
    assert posts_of([one, other], period, "fr", "Rues") == posts_of([one], before, "fr") == ()
