"""Posts put before Material's blog plugin in the one form that it reads without complaint.

Its reader stops the build at the first quoted date; ours has understood the post already, so
what MkDocs sees is written anew from the value, in a folder that lives as long as the build.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from portevoix.incremental.given import Given, GivenFile
from portevoix.posts import Author, Post, files_below, slugify


def front_of(post: Post) -> dict[str, Any]:
    """The front matter that Material knows, without its date."""
    return {
        "title": post.title,
        "slug": post.slug,
        "authors": [author.key for author in post.authors],
        "categories": list(post.categories),
        "tags": list(post.tags),
        "description": post.summary,
        "draft": False,  # what should not go out was never staged
    }


def stage_post(post: Post, folder: Path, uri: str) -> None:
    """Write `post` at `folder/uri`, for a Material that reads its posts itself."""
    file = folder / uri
    # The clock time of the site's zone, without it: Material sorts and archives by what it reads.
    date = f"{post.published:%Y-%m-%d %H:%M:%S}"
    text = "\n".join(
        [
            "---",
            *(f"{key}: {_plain(value)}" for key, value in front_of(post).items()),
            f"date: {date}",
            "---",
        ]
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(f"{text}\n\n{post.body}".encode())


def given_file(post: Post, uri: str, config: MkDocsConfig) -> GivenFile:
    """The same for a Material that is given what was read."""
    file = GivenFile(uri, str(config.docs_dir), config.site_dir, config.use_directory_urls)
    moment = post.published.replace(tzinfo=None, microsecond=0)
    file.given = Given(front=front_of(post), markdown=post.body.lstrip("\n"), date=moment)
    return file


def _plain(value: object) -> str:
    """JSON is YAML, once nothing is written as a pair of surrogates."""
    return json.dumps(value, ensure_ascii=False)


def stage_authors(authors: Mapping[str, Author], folder: Path) -> Path:
    """Material's authors file; it insists on a picture, which our pages do not show."""
    listed = {
        key: {
            "name": author.name,
            "description": author.description or author.name,
            "avatar": "assets/figure.svg",
            "slug": slugify(key) or "auteur",
        }
        for key, author in authors.items()
    }
    file = folder / "authors.yml"
    file.write_text(json.dumps({"authors": listed}), "utf-8")
    return file


def uri_of(post: Post, shown_folder: str, blog: str) -> str:
    """Where MkDocs believes that a post's file lies, below the docs folder; NFC.

    `shown_folder` is how messages name the folder of the posts.
    """
    inside = post.file.removeprefix(f"{shown_folder}/")
    return unicodedata.normalize("NFC", f"{blog}posts/{inside}")


def neighbours(posts_folder: Path) -> Iterable[tuple[Path, str]]:
    """Files beside posts that pages may show, with their path below the folder."""
    for path in sorted(path for path in files_below(posts_folder) if path.suffix != ".md"):
        yield path, path.relative_to(posts_folder).as_posix()
