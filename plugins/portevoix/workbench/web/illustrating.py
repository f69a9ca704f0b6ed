"""The picture of a post: dropped, told of, framed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from starlette.datastructures import UploadFile
from starlette.responses import FileResponse, PlainTextResponse, Response

from portevoix.article_numbers import nearest_article
from portevoix.cards import FORMATS
from portevoix.checks import RULES, Finding
from portevoix.digests import digest
from portevoix.fields import field_of, names
from portevoix.moments import read_moment
from portevoix.pictures import Unreadable, read_picture
from portevoix.posts import POST
from portevoix.text import one_line
from portevoix.workbench.frontmatter import Unwritable, values_of, with_value, without
from portevoix.workbench.pictures import MOST_BYTES, NoPicture, keep, take
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.cards import card
from portevoix.workbench.web.of_post import Opened, opened, written
from portevoix.workbench.web.panel import Door, Panel
from portevoix.workbench.writing import Changed
from portevoix.yaml_text import Yaml

_ORDER = names(POST.fields)
_FIELDS = field_of(POST.fields, "picture").below
_TEXTS = ("alt", "credit", "licence", "people", "consent", "consent_until")
_FLAGS = ("decorative", "minors")
_PLAIN = frozenset({"people", "consent_until", *_FLAGS})
_WORDLESS = "R11"  # the rule of pictures without a text
_RULES = frozenset({_WORDLESS, "R12", "R30"})  # what the charter says of pictures
_OVERHEAD = 1_000_000  # bytes of a form around its file


def show(asked: Asked) -> Response:
    return _page(asked, opened(asked, asked.request.path_params["name"]))


def _page(
    asked: Asked,
    found: Opened,
    *,
    typed: Mapping[str, str] | None = None,
    wrong: Sequence[str] = (),
    told: Sequence[str] = (),
) -> Response:
    picture = found.post.picture
    said = _said_of(found)
    return asked.page(
        "illustrating.html",
        422 if wrong else 200,
        post=found.post,
        name=found.name,
        picture=picture,
        there=found.picture is not None,
        most=MOST_BYTES,
        fields={one.key: one for one in _FIELDS},
        was={**said, "file": picture.file, "focus": _at(picture.focus)} if picture else {},
        typed={**{key: said.get(key, "") for key in (*_TEXTS, *_FLAGS)}, **(typed or {})},
        focus=picture.focus if picture else (50, 50),
        formats=tuple(FORMATS.values()),
        wrong=wrong,
        told=told,
        findings=tuple(_findings(found)),
        cited=_cited(asked, found),
    )


def _cited(asked: Asked, found: Opened) -> str:
    """The article of this charter that asks for words in the place of a picture; "" where none does."""
    assembled = found.shot.assembled
    charter = assembled.edition.charter if assembled else None
    known = frozenset(one.id for one in charter.articles) if charter else frozenset()
    asking = next(rule.article for rule in RULES if rule.id == _WORDLESS)
    article = nearest_article(asking, known)
    return asked.say("composer.cited", article=article) if article in known else ""


def _without_picture(text: str, file: str) -> str:
    """Raises Changed where the post shows another one by now."""
    picture = values_of(text).get("picture")
    if (picture.get("file") if isinstance(picture, dict) else picture) != file:
        raise Changed(None)
    return without(text, ("picture",))


def _said_of(found: Opened) -> dict[str, str]:
    picture = found.post.picture
    if picture is None:
        return {}
    said = {key: getattr(picture, key) for key in (*_TEXTS, *_FLAGS)}
    return {key: "oui" if value is True else str(value or "") for key, value in said.items()}


def _findings(found: Opened) -> Iterator[Finding]:
    assembled = found.shot.assembled
    if assembled is None or not assembled.edition.findings:
        return
    for one in assembled.edition.findings.get(found.post.slug, ()):
        if one.rule in _RULES:
            yield one


def see(asked: Asked) -> Response:
    """The picture itself, if it is one."""
    found = opened(asked, asked.request.path_params["name"])
    file = found.picture
    if file is None:
        return PlainTextResponse("", 404)
    try:
        told = read_picture(file)
    except Unreadable:
        return PlainTextResponse("", 404)
    return FileResponse(file, media_type=told.type)


def tell(asked: Asked) -> Response:
    """Write what somebody changed in the form of the picture, and nothing else: what another page
    wrote meanwhile stays, and is told where both changed one field."""
    found = opened(asked, asked.request.path_params["name"])
    if found.post.picture is None:
        if asked.form.get("do") == "remove":
            return asked.go(f"/image/{found.name}")
        mine = "\n".join(filter(None, (_text(asked, key) for key in _TEXTS)))
        told = (asked.say("composer.picture_gone"),)
        return asked.page("wrong.html", 409, mistakes=told, mine=mine)
    said, before = _said_of(found), found.post.picture
    typed = {key: _text(asked, key) for key in (*_TEXTS, *_FLAGS)}
    was = {
        key: _text(asked, f"was_{key}") if f"was_{key}" in asked.form else said[key] for key in said
    }
    if _text(asked, "was_file") not in ("", before.file):
        other = (asked.say("composer.changed_meanwhile"),)
        return _page(asked, found, typed=typed, wrong=other)
    if asked.form.get("do") == "remove":
        return _written(asked, found, lambda text: _without_picture(text, before.file), typed)
    same = {key for key in said if typed[key] == was[key]}
    typed |= {key: said[key] for key in same}
    if wrong := (*_torn(asked, said, was, typed), *_wrong(asked, found, typed)):
        return _page(asked, found, typed=typed, wrong=wrong)
    wanted: dict[str, Yaml] = {key: typed[key] or None for key in _TEXTS}
    wanted |= {key: True if typed[key] else None for key in _FLAGS}
    wanted["focus"] = _focus(asked)
    framed = f"{_text(asked, 'focus_x')}% {_text(asked, 'focus_y')}%"
    if framed in (_at(before.focus), _text(asked, "was_focus")) or (
        wanted["focus"] is None and before.focus == (50, 50)
    ):
        same.add("focus")

    def change(text: str) -> str:
        if digest(values_of(text).get("picture")) != digest(values_of(found.text).get("picture")):
            raise Changed(None)
        if isinstance(values_of(text).get("picture"), str):
            text = with_value(text, ("picture",), {"file": before.file})
        for key, value in wanted.items():
            where = ("picture", key)
            if key in same:
                continue
            text = (
                without(text, where)
                if value is None
                else with_value(text, where, value, order=names(_FIELDS), plain=key in _PLAIN)
            )
        return text

    return _written(asked, found, change, typed)


def _written(
    asked: Asked,
    found: Opened,
    change: Callable[[str], str],
    typed: Mapping[str, str] | None = None,
) -> Response:
    try:
        said = written(asked, found, change)
    except Unwritable:
        return _page(asked, found, typed=typed, wrong=(asked.say("composer.unwritable"),))
    except Changed:
        again = opened(asked, found.name)
        return _page(asked, again, typed=typed, wrong=(asked.say("composer.changed_meanwhile"),))
    return asked.go(f"/image/{found.name}", said=said)


def _wrong(asked: Asked, found: Opened, typed: Mapping[str, str]) -> Iterator[str]:
    """What keeps these fields from being written."""
    if not typed["alt"] and not typed["decorative"]:
        yield " ".join(filter(None, (asked.say("composer.alt_needed"), _cited(asked, found))))
    if typed["alt"] and typed["decorative"]:
        yield asked.say("composer.alt_or_decorative")
    if typed["people"] not in ("", *_choices("people")):
        yield asked.say("composer.unwritable")
    until, site = typed["consent_until"], found.site
    if until and read_moment(until, site.zone, site.publish_at) is None:
        yield asked.say("composer.bad_moment", value=until[:40])


def _at(focus: tuple[int, int]) -> str:
    return f"{focus[0]}% {focus[1]}%"


def _torn(
    asked: Asked, said: Mapping[str, str], was: Mapping[str, str], typed: Mapping[str, str]
) -> Iterator[str]:
    """The fields that were changed here and elsewhere, with what they say now."""
    for key in _TEXTS:
        if said[key] not in (was[key], typed[key]) and typed[key] != was[key]:
            field = asked.say(f"composer.{key}")
            yield asked.say("composer.field_moved", field=field, value=said[key])


def _choices(key: str) -> tuple[str, ...]:
    return field_of(_FIELDS, key).choices


def _focus(asked: Asked) -> str | None:
    parts = [_text(asked, key) for key in ("focus_x", "focus_y")]
    if not all(part.isascii() and part.isdigit() and int(part[:4]) <= 100 for part in parts):
        return None
    return None if parts == ["50", "50"] else f"{int(parts[0])}% {int(parts[1])}%"


def _text(asked: Asked, key: str) -> str:
    value = asked.form.get(key, "")
    return one_line(value)[:2_000] if isinstance(value, str) else ""


def drop(asked: Asked) -> Response:
    """Keep a copy of what was dropped beside the post, and have the post show it."""
    found = opened(asked, _text(asked, "post"))
    given = asked.form.get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        return _page(asked, found, wrong=(asked.say("composer.no_file"),))
    content = given.file.read(MOST_BYTES + 1)
    try:
        taken = take(content, given.filename, asked.lang)
    except NoPicture as refused:
        return _page(asked, found, wrong=(str(refused),))
    try:
        _with_file(found.text, f"images/{taken.name}")  # before anything is kept
        name = keep(taken, found.file, found.docs)
        written(asked, found, lambda text: _with_file(text, name))
    except Unwritable:
        return _page(asked, found, wrong=(asked.say("composer.unwritable"),))
    except Changed:
        changed = asked.say("composer.changed_meanwhile")
        return _page(asked, opened(asked, found.name), wrong=(changed,))
    told = (*taken.told(asked.lang, name.rpartition("/")[2]), asked.say("composer.not_yours"))
    return _page(asked, opened(asked, found.name), told=told)


def _with_file(text: str, name: str) -> str:
    """The post with another picture: what was said of the last one is not said of this one."""
    before = values_of(text).get("picture")
    if isinstance(before, dict) and before.get("file") == name:
        return text
    if isinstance(before, dict):
        for key in [one for one in before if one in (*_TEXTS, *_FLAGS, "focus")]:
            text = without(text, ("picture", key))
    if isinstance(values_of(text).get("picture"), dict):
        return with_value(text, ("picture", "file"), name)
    return with_value(text, ("picture",), {"file": name}, order=_ORDER)


PICTURES = Panel(
    key="pictures",
    path="/image",
    doors=(
        Door(path="/deposer", post=drop, most=MOST_BYTES + _OVERHEAD),
        Door(path="/carte/{name:path}", get=card),
        Door(path="/fichier/{name:path}", get=see),
        Door(path="/image/{name:path}", get=show, post=tell),
    ),
)
