"""Files that MkDocs may lead links to, and neither renders nor copies: we publish them."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel


class LinkedFile(File):
    """A file of docs/ that has an address."""

    def is_documentation_page(self) -> bool:
        return False

    def is_modified(self) -> bool:
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing: whoever publishes it writes it."""


def linked(uri: str, address: str, config: MkDocsConfig) -> LinkedFile:
    """The file at `uri` below docs/, published at `address` below the site root."""
    place = f"{address}index.html" if address.endswith("/") or not address else address
    return LinkedFile(
        uri,
        config.docs_dir,
        config.site_dir,
        config.use_directory_urls,
        dest_uri=place,
        inclusion=InclusionLevel.INCLUDED,
    )
