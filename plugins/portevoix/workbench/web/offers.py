"""What the editor offers to put into a text: links to other posts, pictures that are there."""

from __future__ import annotations

from pathlib import PurePosixPath

from starlette.responses import FileResponse, Response

from portevoix.workbench import library
from portevoix.workbench.manuscripts import posts_folder
from portevoix.workbench.places import Outside, inside
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panel import Door

_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})
_LISTED = 300  # pictures offered


def links(asked: Asked) -> Response:
    found = library.links_of(asked.desk, asked.query.get("de", ""), asked.query.get("q", "")[:200])
    return asked.json([{"title": title, "path": path} for title, path in found])


def pictures(asked: Asked) -> Response:
    """The pictures beside the posts, by the path that a post writes."""
    folder, name = posts_folder(asked.desk), asked.query.get("de", "")
    up = "../" * name.count("/")
    found = [
        file.relative_to(folder).as_posix()
        for file in sorted(folder.rglob("*"))
        if file.suffix.lower() in _PICTURES
        and not any(p.startswith(".") for p in file.relative_to(folder).parts)
    ]
    return asked.json(
        [
            {
                "path": f"{up}{one}",
                "name": PurePosixPath(one).name,
                "shown": asked.url(f"/photo/{one}"),
            }
            for one in found[:_LISTED]
        ]
    )


def photo(asked: Asked) -> Response:
    """A picture of the site's folder, for the pages of the workbench."""
    name = str(asked.request.path_params["name"])
    file = inside(posts_folder(asked.desk), name)
    if file.suffix.lower() not in _PICTURES or not file.is_file():
        raise Outside(name)
    return FileResponse(file)


OFFER_DOORS = (
    Door(path="/liens", get=links),
    Door(path="/photos", get=pictures),
    Door(path="/photo/{name:path}", get=photo),
)
