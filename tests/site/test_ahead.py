"""Cards drawn by another process are the cards drawn here, whatever befalls what it left."""

from __future__ import annotations

from pathlib import Path

from portevoix.adapters.ahead import FEWEST, DrawnAhead, Helper
from portevoix.cards import Job, card_of, draw_all
from portevoix.configuration import read_configuration
from portevoix.posts.read import read_shelf
from tests.bench.posts import write_posts
from tests.conftest import ROOT


def test_a_card_is_given_twice_and_without_its_file(tmp_path: Path) -> None:
    """Two makers may want one card; somebody may sweep the temporary folder."""
    write_posts(FEWEST, tmp_path / "blog")
    left = tmp_path / "left"
    left.mkdir()
    site = read_configuration(ROOT / "mkdocs.yml").site
    posts = read_shelf(tmp_path / "blog", site).posts
    wanted = [Job(card=card_of(post, "og", site)) for post in posts[:2]]
    here = draw_all(wanted)
    helper = Helper(wanted=True)
    try:
        ahead = DrawnAhead(posts, site, helper, left)
        assert ahead.draw(wanted) == here
        assert ahead.draw(wanted) == here
        assert list(left.iterdir())  # they were drawn there
        for file in left.iterdir():
            file.unlink()
        assert ahead.draw(wanted) == here
    finally:
        helper.close()
