"""`porte-voix publish`: the site to the places that mkdocs.yml declares, and back."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from portevoix.building.options import BuildOptions
from portevoix.commands.building import build
from portevoix.commands.options import CONFIG, INTERNAL, NOW, QUIET, Misused, Option, site_file
from portevoix.language import say

if TYPE_CHECKING:
    from portevoix.configuration import Configuration
    from portevoix.deploying import Changes, Destination, Manifest, Place, Traffic

OPTIONS = (
    Option("place", "deploying.places", ("deploying.a_place",), many=True),
    CONFIG,
    INTERNAL,
    NOW,
    Option("--back", "deploying.help_back"),
    Option("--dry-run", "commands.dry_run"),
    Option("--no-check", "commands.no_check"),
    Option("--take-over", "deploying.help_take_over"),
    Option("--new-address", "deploying.help_new_address"),
    QUIET,
)
_SHOWN = 12  # pages named of each sort
_OFTEN = 5.0  # seconds between two lines of progress


def run(chosen: argparse.Namespace) -> int:
    """Exit code 0; 1 with what is to mend: a place that stops does not keep the others back."""
    from portevoix.configuration import read_configuration
    from portevoix.deploying import manifest_of, read_places
    from portevoix.diagnostics import DiagnosticsError

    file = site_file(chosen)
    configuration = read_configuration(file)
    places = read_places(configuration.options)
    if mistakes := configuration.options.diagnostics.mistakes:
        raise DiagnosticsError(mistakes)
    lang = configuration.site.lang
    wanted = _wanted(places, chosen.place)
    if refusal := _refusal(configuration, wanted):
        print(say(lang, refusal), say(lang, f"{refusal}_do"), file=sys.stderr)
        return 1
    manifest = None
    if not chosen.back:
        options = BuildOptions(
            config=file,
            now=chosen.now,
            check=not chosen.no_check,
            quiet=chosen.quiet,
            lang=chosen.language,
        )
        code = build(options)
        if code:
            print(say(lang, "deploying.nothing_published"), file=sys.stderr)
            return code
        output = configuration.output.resolve()
        manifest = manifest_of(output, configuration.site.url, file.parent)
    done = [_carried(place, manifest, configuration, chosen) for place in wanted]
    return 0 if all(done) else 1


def _wanted(places: Sequence[Place], names: Sequence[str]) -> Sequence[Place]:
    known = {place.name: place for place in places}
    if strange := next((name for name in names if name not in known), None):
        raise Misused("deploying.unknown_place", name=strange, known=", ".join(known) or "–")
    return [known[name] for name in dict.fromkeys(names)] if names else places


def _refusal(configuration: Configuration, wanted: Sequence[Place]) -> str:
    """Why nothing goes anywhere; "" when all is well."""
    from portevoix.site import Audience

    if configuration.site.audience is not Audience.PUBLIC:
        return "deploying.internal"
    return "" if wanted else "deploying.no_place"


def _carried(
    place: Place,
    manifest: Manifest | None,
    configuration: Configuration,
    chosen: argparse.Namespace,
) -> bool:
    from portevoix.deploying import Ears, Stopped, open_place

    lang, project = configuration.site.lang, configuration.file.parent
    teller = _Teller(lang, place.name, quiet=chosen.quiet, dry=chosen.dry_run)
    ears = Ears(waiting=teller.waiting, planned=teller.planned, sent=teller.sent)
    destination: Destination | None = None
    try:
        destination = open_place(place, project)
        if manifest is None:
            changes = destination.back(ears=ears, dry=chosen.dry_run)
        else:
            changes = destination.publish(
                manifest,
                configuration.output.resolve(),
                ears=ears,
                take_over=chosen.take_over,
                move=chosen.new_address,
                dry=chosen.dry_run,
            )
        teller.done(changes, destination.traffic)
    except Stopped as stopped:
        what = say(lang, stopped.wording, **stopped.values)
        do = say(lang, f"{stopped.wording}_do", **stopped.values)
        print(f"{place.name}: {what} {do}", file=sys.stderr)
        return False
    finally:
        if destination is not None:
            destination.close()
    return True


class _Teller:
    """Says how a publication goes, in words and bytes."""

    def __init__(self, lang: str, name: str, *, quiet: bool, dry: bool) -> None:
        self._lang, self._name, self._quiet, self._dry = lang, name, quiet, dry
        self._files = self._bytes = self._of_files = self._of_bytes = 0
        self._began = self._last = time.monotonic()

    def waiting(self, who: str) -> None:
        print(say(self._lang, "deploying.waiting", place=self._name, who=who), file=sys.stderr)

    def planned(self, changes: Changes) -> None:
        self._of_files, self._of_bytes = len(changes.sent), changes.bytes
        if self._quiet:
            return
        if self._dry:
            wording = "deploying.would" if changes.sent or changes.gone else "deploying.same"
            self._say(
                wording,
                files=len(changes.sent),
                size=self._size(changes.bytes),
                gone=len(changes.gone),
            )
            self._pages(changes)
        elif changes.doubtful:
            self._say("deploying.resumed")

    def sent(self, files: int, size: int) -> None:
        self._files += files
        self._bytes += size
        if not self._quiet and time.monotonic() - self._last >= _OFTEN:
            self._last = time.monotonic()
            self._say(
                "deploying.progress",
                files=self._files,
                of=self._of_files,
                size=self._size(self._bytes),
                all=self._size(self._of_bytes),
            )

    def done(self, changes: Changes, traffic: Traffic) -> None:
        if self._quiet or self._dry:
            return
        if changes.is_empty:
            self._say("deploying.same")
            return
        seconds = f"{time.monotonic() - self._began:.1f}"
        self._say(
            "deploying.published",
            files=traffic.files,
            size=self._size(traffic.bytes),
            gone=len(changes.gone),
            seconds=seconds if self._lang == "en" else seconds.replace(".", ","),
        )
        self._pages(changes)

    def _pages(self, changes: Changes) -> None:
        """Which pages came, changed, left."""
        before, after = changes.before, changes.after
        root = after.address or before.address
        pages = [path for path in changes.sent if path.endswith(".html")]
        for wording, paths in (
            ("deploying.new", [path for path in pages if path not in before.files]),
            ("deploying.changed", [path for path in pages if path in before.files]),
            ("deploying.left", [path for path in changes.gone if path.endswith(".html")]),
        ):
            if not paths or len(paths) == len(after.files):
                continue
            shown = [f"  {root}{path.removesuffix('index.html')}" for path in paths[:_SHOWN]]
            if len(paths) > _SHOWN:
                shown.append(f"  {say(self._lang, 'deploying.more', count=len(paths) - _SHOWN)}")
            print(say(self._lang, wording, count=len(paths)), *shown, sep="\n")

    def _say(self, wording: str, **values: object) -> None:
        print(f"{self._name}: {say(self._lang, wording, **values)}")

    def _size(self, size: int) -> str:
        for unit, factor in (("giga", 1_000_000_000), ("mega", 1_000_000), ("kilo", 1_000)):
            if size >= factor:
                number = f"{size / factor:.1f}"
                shown = number if self._lang == "en" else number.replace(".", ",")
                return say(self._lang, f"deploying.size_{unit}", number=shown)
        return say(self._lang, "deploying.size_byte", number=size)
