"""What a build sends out: files, and pages that want the site's frame around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True, kw_only=True)
class Artefact:
    """One file of the site."""

    path: PurePosixPath  # below the site root
    content: bytes
    key: str = ""  # of all that the content was made of; "" when it is made at each build


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of the site before its frame; an adapter renders `template` with `values`.

    Templates receive `page` (title, lang, url, description, …) and each of `values` by its name.
    """

    path: PurePosixPath  # below the site root, ends in .html
    template: str  # of the theme: below theme/templates/
    title: str
    lang: str
    description: str = ""
    indexed: bool = True  # False: noindex, and out of the sitemap
    translations: Mapping[str, str] = field(default_factory=dict)  # language → absolute address
    values: Mapping[str, object] = field(default_factory=dict)
    key: str = ""  # of all that `values` were made of; "" when it is made at each build
