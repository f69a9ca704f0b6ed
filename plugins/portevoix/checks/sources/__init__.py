"""From posts and files to the subjects that rules look at."""

from portevoix.checks.sources.files import (
    Standalone,
    read_standalone,
    read_standalone_post,
    read_standalone_text,
)
from portevoix.checks.sources.network_texts import composer
from portevoix.checks.sources.photograph import photograph
from portevoix.checks.sources.pictures import picture_states
from portevoix.checks.sources.source import PageText, Source, subject_of_page, subject_of_post

__all__ = [
    "PageText",
    "Source",
    "Standalone",
    "composer",
    "photograph",
    "picture_states",
    "read_standalone",
    "read_standalone_post",
    "read_standalone_text",
    "subject_of_page",
    "subject_of_post",
]
