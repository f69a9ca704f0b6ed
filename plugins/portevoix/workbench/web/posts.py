"""The list of posts, and what is done with a whole post."""

from __future__ import annotations

from starlette.responses import Response

from portevoix.workbench.web.asked import Asked
from portevoix.workbench.web.panels import Door, Panel


def show(asked: Asked) -> Response:
    shot = asked.desk.running.state()
    posts = shot.assembled.sources.shelf.posts if shot.assembled else ()
    return asked.page("posts.html", posts=posts, shot=shot)


POSTS = Panel(
    key="posts",
    path="/billets",
    word="workbench.posts",
    doors=(Door(path="/billets", get=show),),
)
