"""The authors of a blog, as its `.authors.yml` names them."""

from __future__ import annotations

from pathlib import Path

from portevoix.diagnostics import Diagnostics
from portevoix.fields import refuse_unknown
from portevoix.file_naming import shown
from portevoix.form import Form
from portevoix.posts.fields import AUTHORS
from portevoix.posts.post import Author
from portevoix.text import decode
from portevoix.yaml_text import read_yaml

AUTHORS_FILE = ".authors.yml"


def read_authors(path: Path, *, base: Path, diagnostics: Diagnostics) -> dict[str, Author]:
    """The authors of a `.authors.yml` in Material's format; none when there is no file."""
    if not path.is_file():
        return {}
    file = shown(path, base)
    try:
        text = decode(path.read_bytes())
    except UnicodeDecodeError:
        diagnostics.mistake(file, 0, "posts.not_utf8")
        return {}
    values, lines = read_yaml(text, file=file, diagnostics=diagnostics)
    if not isinstance(values, dict):
        return {}
    form = Form(values, lines, file, diagnostics).form("authors")
    if form is None and not values.get("authors"):
        diagnostics.mistake(file, 1, "posts.no_authors_key")
    found: dict[str, Author] = {}
    for key in form.values if form else ():
        assert form is not None
        one = form.form(key)
        if one is None:
            continue
        if not one.text("name"):
            form.wrong(key, "posts.author_no_name", value=key)
        refuse_unknown(one, AUTHORS.fields, but=AUTHORS.elsewhere)
        found[key] = Author(
            key=key,
            name=one.text("name"),
            description=one.text("description"),
            url=one.address("url"),
            fediverse=one.text("fediverse"),
        )
    return found
