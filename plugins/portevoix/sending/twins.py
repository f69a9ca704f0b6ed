"""Texts that may be out already under a name that no post bears any more.

A post whose address changed without an alias is another post to the ledger: before anything of it
leaves, somebody has to say whether it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from portevoix.posts import Post
from portevoix.sending.ledger import Entry, Ledger, State

_LINK = re.compile(r"https?://\S+")
_GONE = (State.REMOVED, State.REFUSED)


def file_of(post: Post) -> str:
    """The file of a post, as it is called wherever the project lies: its folder and its name."""
    return "/".join(PurePath(post.file).parts[-2:])


def twin_of(
    ledger: Ledger, names: Mapping[str, str], post: Post, network: str, account: str, text: str
) -> Entry | None:
    """What may be this text, out or on its way under a name that nobody bears: of the same file, or in
    the same words but for its links. `names` are those under which posts of today may be out."""
    file, words = file_of(post), _words(text)
    for one in _nobodys(ledger, names, network, account):
        if one.file == file or (words and _words(one.text) == words):
            return one
    return None


def _nobodys(
    ledger: Ledger, names: Mapping[str, str], network: str, account: str
) -> Iterator[Entry]:
    for (name, key, whose), parts in ledger.places():
        if (key, whose) != (network, account) or name in names:
            continue
        if there := [part.last for part in parts if part.last.state not in _GONE]:
            yield there[0]


def _words(text: str) -> str:
    return " ".join(_LINK.sub("", text).split())
