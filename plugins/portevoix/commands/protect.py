"""`porte-voix protect`: the files that have a web server ask for a password before the staff's site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from portevoix.commands.options import CONFIG, WHERE, Misused, Option, config_of
from portevoix.language import say
from portevoix.whole_files import write_whole

if TYPE_CHECKING:
    from portevoix.deploying import Place

OPTIONS = (
    Option("server", "deploying.guard_sort", ("deploying.a_server",), required=True),
    WHERE,
    Option("--renew", "deploying.guard_renew"),
    CONFIG,
)


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0; 1 when a file of that name says something else: nothing is then written."""
    from portevoix.configuration import read_configuration
    from portevoix.deploying import (
        GUARDS,
        STAFF,
        Guard,
        declared_places,
        draw_password,
        hash_password,
        is_plain,
        missing,
    )
    from portevoix.paths import standing

    if chosen.server not in GUARDS:
        raise Misused("deploying.unknown_server", value=chosen.server, known=", ".join(GUARDS))
    configuration = read_configuration(config_of(chosen).resolve())
    places = declared_places(configuration)
    lang, project = configuration.site.lang, configuration.file.parent
    place = _place([one for one in places if one.is_guarded], chosen.where)
    if place is None:
        return _refused("deploying.no_staff_place", lang)
    files = GUARDS[chosen.server]
    folder = _folder(place, project)
    guard = Guard(
        address=place.address,
        folder=folder,
        users=f"{files.users_at}{files.users_name}",
        lang=lang,
    )
    if not guard.is_whole_host:
        return _refused("deploying.not_whole_host", lang, address=place.address)
    if not is_plain(folder):
        return _refused("deploying.odd_folder", lang, path=folder)
    here = project / standing(project, "guards", lang)
    written, users = here / files.name, here / files.users_name
    text = files.text(guard).encode()
    if written.exists() and written.read_bytes() != text:
        shown = written.relative_to(project).as_posix()
        return _refused("deploying.pipe_there", lang, named=shown)
    anew = chosen.renew or not users.exists()
    if anew and (stopped := missing("bcrypt")):  # before anything is written
        return _refused(stopped.wording, lang, package="bcrypt")
    here.mkdir(exist_ok=True)
    write_whole(written, text)
    print(say(lang, "deploying.pipe_written", file=written.relative_to(project).as_posix()))
    if anew:
        password = draw_password()
        line = files.users.format(user=STAFF, hash=hash_password(password))
        write_whole(users, line.encode())
        print(say(lang, "deploying.pipe_written", file=users.relative_to(project).as_posix()))
        print(say(lang, "deploying.guard_password", user=STAFF, password=password))
    values = {
        "file": written.relative_to(project).as_posix(),
        "users": users.relative_to(project).as_posix(),
        "at": files.users_at,
        "modules": "headers ssl",
    }
    print(say(lang, f"deploying.guard_then_{chosen.server}", **values))
    return 0


def _place(places: list[Place], name: str | None) -> Place | None:
    if name is None or not places:
        return places[0] if len(places) == 1 else None
    found = next((place for place in places if place.name == name), None)
    if found is None:
        known = ", ".join(place.name for place in places)
        raise Misused("deploying.unknown_place", name=name, known=known)
    return found


def _folder(place: Place, project: Path) -> str:
    """Where the site lies on the server, as far as the place says it."""
    if place.to == "folder":
        return str(place.folder(project))
    return place.path or f"/srv/www/{place.name}"


def _refused(wording: str, lang: str, *, named: str = "", **values: object) -> int:
    what, do = say(lang, wording, **values), say(lang, f"{wording}_do", **values)
    print(f"{named}: {what} {do}" if named else f"{what} {do}", file=sys.stderr)
    return 1
