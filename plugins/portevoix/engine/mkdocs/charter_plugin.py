"""The plugin whose presence says that the site has a charter, and where it lies.

The charter is a part of the edition, as posts are: `resonance` carries both.
"""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class Options(Config):
    folder = config_options.Type(str, default="charte")  # below docs/


class CharterPlugin(BasePlugin[Options]):
    pass
