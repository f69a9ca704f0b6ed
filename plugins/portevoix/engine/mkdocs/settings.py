"""How Markdown is read, by a configuration that MkDocs has read."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from portevoix.building.markdown import MarkdownSettings


def settings_of(config: MkDocsConfig) -> MarkdownSettings:
    return MarkdownSettings(
        extensions=tuple(config.markdown_extensions), options=dict(config.mdx_configs or {})
    )
