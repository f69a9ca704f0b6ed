"""What one build remembers of the last: the store and the outputs, opened and saved together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portevoix.incremental.outputs import Outputs
from portevoix.incremental.store import Store, digest

if TYPE_CHECKING:
    from portevoix.incremental.standing import Standing

FOLDER = Path(".cache") / "porte-voix"


@dataclass(slots=True, kw_only=True)
class Memory:
    foundation: str
    store: Store
    outputs: Outputs
    complete: bool = False  # whether the sources alone say what the site is
    standing: Standing | None = None  # pages that MkDocs need not touch, where that is possible

    @classmethod
    def none(cls, new: Path) -> Memory:
        """That of a build which starts from nothing."""
        store = Store.open(None)
        outputs = Outputs.open(None, new, new, "")
        return cls(foundation="", store=store, outputs=outputs)

    @classmethod
    def open(
        cls,
        folder: Path,
        foundation: str,
        place: Path | None,
        new: Path,
        *,
        fresh: bool = False,
        spare: Path | None = None,
    ) -> Memory:
        """`folder` holds the project; `place` is where the last site lies, None when unknown;
        `spare`, where the tree of the one before may lie.

        A `fresh` memory takes nothing over and keeps what the build makes.
        """
        cache = folder / FOLDER
        records = cache / f"site-{digest(str(place))[:16]}.json" if place else None
        return cls(
            foundation=foundation,
            store=Store.open(cache / "made.sqlite", fresh=fresh),
            outputs=Outputs.open(records, place or new, new, foundation, fresh=fresh, spare=spare),
        )

    def save(self) -> None:
        self.store.save()
        self.outputs.save()

    def close(self) -> None:
        self.store.close()
        self.outputs.close()


def spare_of(folder: Path, place: Path) -> Path:
    """Where the tree that an exchange takes out of `place` waits for the next build of a project."""
    return folder / FOLDER / f"spare-{digest(str(place))[:16]}"
