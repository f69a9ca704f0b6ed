"""The issue that `porte-voix newsletter` is asked for: found, begun, marked as sent."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from portevoix.commands.newsletter_run import Run
from portevoix.commands.options import Misused
from portevoix.diagnostics import Diagnostics
from portevoix.edition import Edition
from portevoix.issues import Chosen, Issue
from portevoix.letters.beginning import Period, marked_sent, posts_of, render_issue
from portevoix.posts import Post, shown, slugify
from portevoix.site import Site
from portevoix.whole_files import write_new, write_whole
from portevoix.yaml_text import read_yaml


def issue_asked(one: Run, edition: Edition, shelf: Sequence[Post]) -> Issue:
    """The issue that is asked for, begun where it is not there yet."""
    chosen, known = one.chosen, {each.id: each for each in edition.issues}
    names = list(chosen.names or ())
    if len(names) == 1 and _slug(names[0]) in known and not chosen.issue:
        return known[_slug(names[0])]
    lang = chosen.lang or edition.site.tongue
    period: Period | None = chosen.month or chosen.week
    if period is not None:
        posts = posts_of(edition.posts, period, lang, chosen.category or "")
        id = chosen.issue or _id(period.key, lang, chosen.category or "", edition.site)
        if id in known:
            one.say("begun_before", file=known[id].file)
            return known[id]
        if not posts:
            asked = f"--month {period.key}" if chosen.month else f"--week {period.key}"
            raise one.wrong("no_posts", period=period.named(one.lang), file=asked)
    else:
        posts = tuple(_named(one, name, edition, shelf) for name in names)
        if len(posts) > 1 and not chosen.issue:
            raise Misused("letters.name_it")
        id = chosen.issue or posts[0].slug
        lang = chosen.lang or posts[0].lang
        if id in known:
            one.say("begun_before", file=known[id].file)
            return known[id]
    return _begin(one, id, posts, lang, period)


def _id(key: str, lang: str, category: str, site: Site) -> str:
    parts = (key, slugify(category), "" if lang == site.tongue else lang.lower())
    return "-".join(part for part in parts if part)


def _slug(name: str) -> str:
    last = name.rstrip("/").replace("\\", "/").rpartition("/")[2]
    return last.removesuffix(".md").removesuffix(".yml")


def _named(one: Run, typed: str, edition: Edition, shelf: Sequence[Post]) -> Post:
    name = _slug(typed)
    for post in edition.posts:
        if name in (post.slug, _slug(post.file)):
            return post
    ahead = any(name in (post.slug, _slug(post.file)) for post in shelf)
    raise one.wrong("not_out_typed" if ahead else "no_such", name=typed, file=typed[:120])


def _begin(one: Run, id: str, posts: Sequence[Post], lang: str, period: Period | None) -> Issue:
    """Write the file of an issue, over nothing."""
    whole = period is None and len(posts) == 1
    text = render_issue(id, posts, lang=lang, ours=one.site.tongue, period=period, whole=whole)
    file = one.folder / f"{id}.yml"
    one.folder.mkdir(parents=True, exist_ok=True)
    write_new(file, text.encode())
    one.say("begun", file=shown(file, Path.cwd()))
    values, _ = read_yaml(text, file=file.name, diagnostics=Diagnostics(one.lang))
    assert isinstance(values, dict)
    return Issue(
        id=id,
        file=shown(file, Path.cwd()),
        subject=str(values["subject"]),
        lang=lang,
        posts=tuple(Chosen(post.slug) for post in posts),
        whole=whole,
    )


def mark_sent(one: Run) -> int:
    """Write into an issue when it left."""
    (name,) = one.chosen.names
    file = one.folder / f"{_slug(name)}.yml"
    place = shown(file, Path.cwd())
    try:
        before = file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise one.wrong("no_such", name=name, file=name[:120]) from None
    except UnicodeDecodeError:
        raise one.wrong("cannot_mark", file=place) from None
    after = marked_sent(before, one.now)
    if after is None:
        raise one.wrong("cannot_mark", file=place)
    write_whole(file, after.encode())
    one.say("marked", file=place)
    return 0
