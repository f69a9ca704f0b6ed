"""What mkdocs.yml lists under `plugins`: the options of ours, and whether others have a say."""

from __future__ import annotations

from pathlib import Path

from portevoix.file_stats import folder_stands
from portevoix.form import Form
from portevoix.paths import NAMES, standing

PLUGIN = "portevoix/resonance"
CHARTER_PLUGIN = "portevoix/charter"
# Our own, and those that rest on a site of ours: the makers do what they did.
KNOWN_PLUGINS = frozenset(
    {
        *(PLUGIN, CHARTER_PLUGIN, "portevoix/incremental"),
        *("blog", "search", "tags", "material/blog", "material/search", "material/tags"),
    }
)


def is_alone(top: Form) -> bool:
    """Whether what MkDocs makes follows from the sources alone."""
    plugins = top.values.get("plugins")
    named = plugins if isinstance(plugins, dict) else {}
    more = any(top.values.get(key) for key in ("hooks", "extra_templates"))
    return not more and KNOWN_PLUGINS.issuperset(named)


def hooks_of(top: Form, folder: Path) -> tuple[Path, ...]:
    """The files of code that settings in `folder` list under `hooks`."""
    hooks = top.values.get("hooks")
    return (
        tuple(folder / one for one in hooks if isinstance(one, str))
        if isinstance(hooks, list)
        else ()
    )


def charter_folder(top: Form, docs: Path) -> Path | None:
    """None on a site without a charter."""
    plugins = top.form("plugins")
    if plugins is None or CHARTER_PLUGIN not in plugins.values:
        return None
    options = plugins.form(CHARTER_PLUGIN)
    usual = standing(docs, "charter_folder", top.diagnostics.lang)
    folder = options.path("folder", usual) if options else usual
    # A site without a charter may name the folder where one would lie, in either language.
    known = {usual, *(names.charter_folder for names in NAMES.values())}
    if options and folder not in known and folder_stands(docs) and not folder_stands(docs / folder):
        hint = options.near(folder, sorted(one.name for one in docs.iterdir() if one.is_dir()))
        options.wrong("folder", "configuration.no_charter", value=folder[:120], hint=hint)
    return docs / folder


def options_of(top: Form) -> Form:
    plugins = top.form("plugins") or top.below("plugins", {})
    return plugins.form(PLUGIN) or plugins.below(PLUGIN, {})


def blog_of(top: Form) -> Form:
    """The settings of the blog: ours, or those of Material's plugin where it is listed."""
    plugins = top.form("plugins") or top.below("plugins", {})
    ours = options_of(top).form("blog")
    return (
        ours or plugins.form("blog") or plugins.form("material/blog") or plugins.below("blog", {})
    )
