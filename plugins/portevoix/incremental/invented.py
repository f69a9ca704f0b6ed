"""The sources of the pages that Material invents, kept in memory instead of written to a folder,
copied there and read again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from material.plugins.blog import plugin as blog_plugin
from mkdocs.structure.files import File

_stock_file = blog_plugin.BlogPlugin._path_to_file
_stock_save = blog_plugin.BlogPlugin._save_to_file


class InventedFile(File):
    """A file whose text nobody wrote to a disc."""

    texts: dict[str, str]  # by path

    @property
    def _content(self) -> str | None:  # type: ignore[override]
        return self.texts.get(os.path.normpath(str(self.abs_src_path)))


class Inventions:
    """What one build invents."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def patches(self) -> Iterator[tuple[Any, str, Any]]:
        blog = blog_plugin.BlogPlugin
        yield blog, "_path_to_file", lambda *given, **more: self.file(*given, **more)
        yield blog, "_save_to_file", lambda *given: self.save(*given)
        yield blog_plugin, "copy_file", self.copy

    def file(self, blog: Any, path: str, config: Any, *, temp: bool = True) -> Any:
        if not temp:
            return _stock_file(blog, path, config, temp=False)
        file = InventedFile(path, blog.temp_dir, config.site_dir, config.use_directory_urls)
        file.generated_by = "material/blog"
        file.texts = self.texts
        return file

    def save(self, blog: Any, path: str, content: str) -> None:
        if path.startswith(blog.temp_dir):
            Path(blog.temp_dir).mkdir(
                parents=True, exist_ok=True
            )  # Material removes it when it ends
            self.texts[os.path.normpath(path)] = content
        else:
            _stock_save(blog, path, content)

    def copy(self, source: str, target: str) -> None:
        """Only ever used for a view's further pages, which Material invents."""
        source, target = os.path.normpath(source), os.path.normpath(target)
        known = self.texts.get(source)
        self.texts[target] = Path(source).read_text("utf-8-sig") if known is None else known
