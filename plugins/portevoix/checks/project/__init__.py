"""A project's posts, reviewed by their files."""

from portevoix.checks.project.files import Beyond, FilesReview, review_files
from portevoix.checks.project.project import Project

__all__ = ["Beyond", "FilesReview", "Project", "review_files"]
