"""The look of a site: templates, style sheets, scripts, fonts, and what templates may use.

The room knows Jinja and the core, no engine. A caller asks it for four things:

- `has_our_look(theme, overrides)`: whether a site shows our pages at all;
- `environment(overrides)`: the Jinja environment, every value escaped, every name to be given;
  `borrow(ours, theirs)` adds what a host offers to templates;
- `SiteContext(edition=…, menu=…, version=look_version(overrides))`, one per build, whose
  `page_context` (for a page that the engine renders), `made_page_context` (for one that a maker
  declared) and `not_found_context` give a `PageContext`, and whose `key` changes with what every
  page shows;
- `context.names()`, to render a template with; `context.meta` says what the page's head says.

`CONTEXT.md` lists the names. `templates/` is the theme that MkDocs knows as `porte-voix`; what a
project puts in its `overrides/` comes before it, file by file.
"""

from portevoix.theme.compiled import Compiled
from portevoix.theme.context import SiteContext
from portevoix.theme.environment import borrow, environment, guest_environment
from portevoix.theme.faults import template_faults
from portevoix.theme.frame import FOOT, FRAME_NAMES, FrameContext
from portevoix.theme.given import GIVEN
from portevoix.theme.look import (
    GUEST,
    TEMPLATES,
    THEME,
    has_our_look,
    is_shown,
    look_folders,
    look_version,
)
from portevoix.theme.offered import Names
from portevoix.theme.page import PAGE_NAMES, PageContext
from portevoix.theme.shown import MenuItem

__all__ = [
    "FOOT",
    "FRAME_NAMES",
    "GIVEN",
    "GUEST",
    "PAGE_NAMES",
    "TEMPLATES",
    "THEME",
    "Compiled",
    "FrameContext",
    "MenuItem",
    "Names",
    "PageContext",
    "SiteContext",
    "borrow",
    "environment",
    "guest_environment",
    "has_our_look",
    "is_shown",
    "look_folders",
    "look_version",
    "template_faults",
]
