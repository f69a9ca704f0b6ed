"""A whole build by MkDocs, beside the last site, put in its place when it is good."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Literal, cast

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from portevoix.adapters.arguments import Refused
from portevoix.adapters.build import Build
from portevoix.adapters.complaints import in_their_words
from portevoix.adapters.incremental import NAME, IncrementalPlugin
from portevoix.adapters.journal import Journal
from portevoix.adapters.resonance import ResonancePlugin
from portevoix.adapters.sources import Wishes
from portevoix.configuration import PLUGIN, Configuration
from portevoix.incremental.memory import spare_of
from portevoix.language import say
from portevoix.output import NotASite, discard, forget, put_in_place, workshop
from portevoix.posts import shown


def build_site(
    configuration: Configuration,
    wishes: Wishes,
    place: Path,
    journal: Journal,
    *,
    strict: bool = False,
    clean: bool = False,
    command: Literal["build", "serve"] = "build",
) -> Build:
    """Raises Refused with what the person should mend; `place` then stays as it was."""
    lang = configuration.site.lang
    _seldom_collect()
    try:
        new = workshop(place)
    except NotASite:
        raise Refused(say(lang, "command.not_a_site", place=shown(place, Path.cwd()))) from None
    # The preview leaves nothing behind: its spare tree lies in its own folder.
    project = configuration.file.parent
    spare = place.parent / "spare" if command == "serve" else spare_of(project, place)
    if clean:
        forget(spare)
    journal.open(lambda message: in_their_words([message], configuration.file, lang)[0])
    try:
        config = load_config(str(configuration.file), site_dir=str(new), strict=strict)
        plugin = cast(ResonancePlugin, config.plugins[PLUGIN])
        plugin.wishes = wishes
        incremental = cast("IncrementalPlugin | None", config.plugins.get(NAME))
        if incremental is not None:
            incremental.place = place
            incremental.spare = spare
            incremental.asked = f"{wishes.posts} {wishes.drafts} {command}"
            incremental.forgetful = clean
        config.plugins.on_startup(command=command, dirty=False)
        try:
            mkdocs_build(config)
            if incremental is None:
                put_in_place(new, place)
            else:
                outputs = incremental.memory.outputs
                tree = outputs.settle()
                put_in_place(tree, place, spare if outputs.mostly_kept else None)
                incremental.memory.save()
        finally:
            plugin.close()
            if incremental is not None:
                incremental.close()
            if command == "build":
                config.plugins.on_shutdown()
    except (Abort, MkDocsException) as error:
        said = in_their_words(journal.errors or [str(error)], configuration.file, lang)
        kept = say(lang, "command.site_kept") if place.exists() else ""
        raise Refused("\n".join([*said, kept]).rstrip()) from None
    finally:
        discard(new)
    return plugin.build


def _seldom_collect() -> None:
    """A build makes much and drops it in order: looking for cycles at the usual pace would cost a
    tenth of its time, not looking at all would keep a third more memory."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
