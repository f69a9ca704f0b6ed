"""A guest on a blog whose pages another engine makes: what is added beside them, and on them.

The engine says what its posts are and where they lie (`HostBlog`); from there the makers are the
same as on a site of ours.
"""

from portevoix.guest.blog import HostAuthor, HostBlog, HostPost
from portevoix.guest.edition import Hosted, host_edition
from portevoix.guest.pages import Added, AddedPage, added_of, with_head
from portevoix.guest.publishing import publish_added

__all__ = [
    "Added",
    "AddedPage",
    "HostAuthor",
    "HostBlog",
    "HostPost",
    "Hosted",
    "added_of",
    "host_edition",
    "publish_added",
    "with_head",
]
