"""The names that `mkdocs.yml` may hold, where MkDocs says only that one is none of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import entry_points

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins

from portevoix.building.markdown import PURE
from portevoix.near import nearest

_OPTION_OF = re.compile(r"Plugin '(?P<plugin>[^']+)' option")
_SETTING_OF = re.compile(r"Failed to load extension '(?P<extension>[^']+)'")


def meant(name: str, wording: str, said: str) -> str:
    """The known name that a mistyped one stands for, by the wording of a complaint and what MkDocs
    said; "" when none is near."""
    return nearest(name, _known(wording, said))


def _known(wording: str, said: str) -> Iterable[str]:
    match wording:
        case "unknown_plugin":
            return get_plugins()
        case "unknown_extension":
            # Those of pymdown-extensions go by the names of their modules.
            return PURE.union(one.name for one in entry_points(group="markdown.extensions"))
        case "unknown_option" if of := _OPTION_OF.match(said):
            plugin = get_plugins().get(of["plugin"])
            return plugin.load().config_class() if plugin else ()
        case "unknown_option" if "Sub-option" in said:
            below = MkDocsConfig.Validation
            return [*below(), *below.NavValidation(), *below.LinksValidation()]
        case "unknown_option":
            return [*MkDocsConfig(), "INHERIT"]
        case "unknown_setting" if of := _SETTING_OF.match(said):
            return Markdown().build_extension(of["extension"], {}).config
        case "unknown_tag":
            return ("!ENV", "!relative", "!!python/name:")
    return ()
