"""The post about benches, its town and what was sent out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portevoix.posts import Post
from portevoix.publications import Publication
from portevoix.results import (
    Index,
    index_of,
)
from portevoix.site import Account, Site
from tests.results.town import BENCHES, TEXT


@pytest.fixture
def town(site: Site) -> Site:
    accounts = (
        Account(network="facebook", name="Ville d’exemple", url="https://facebook.com/ville"),
        Account(network="instagram", name="@ville", url="https://instagram.com/ville"),
        Account(network="linkedin", name="Ville", url="https://linkedin.com/company/ville"),
        Account(
            network="mastodon", name="@ville@social.example", url="https://social.example/@ville"
        ),
    )
    return replace(site, organisation=replace(site.organisation, accounts=accounts))


@pytest.fixture
def benches(make_post: Callable[..., Post]) -> Post:
    return make_post(BENCHES.format(target="300 réponses"))


@pytest.fixture
def index(town: Site, benches: Post) -> Index:
    out = [
        Publication(
            post="bancs",
            network=network,
            account=account,
            at=datetime(2026, 3, 10, tzinfo=UTC),
            texts=(TEXT,),
            address=address,
        )
        for network, account, address in (
            ("facebook", "Ville d’exemple", "https://www.facebook.com/ville/posts/1"),
            ("linkedin", "Ville", ""),
        )
    ]
    return index_of(town, [benches], out)
