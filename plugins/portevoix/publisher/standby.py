"""The tree that the last exchange took out of its place, with which the next build starts.

Its files are, but for what the last build changed, the very files of the site by other names: what
lies as the records of the site tell stays where it is, and the rest goes before the build starts.
So a standby tree is never believed, whoever left it and whatever befell it: each file is looked at, and
each folder is listed that does not lie as it lay when it was last known to hold its files and no other.
Nothing writes into it while a build runs: what is made lies in a folder of its own until the site is whole.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Collection, Iterable
from dataclasses import field
from pathlib import Path

from portevoix.file_stats import entry_stat
from portevoix.publisher.exchange import claim, discard, lay_aside
from portevoix.publisher.layouts import Layout, Layouts, told_by_date
from portevoix.publisher.records import Records
from portevoix.values import dataclass


@dataclass(slots=True, kw_only=True)
class Standby:
    tree: Path  # this build's alone
    home: Path  # where it lay
    right: set[str] = field(default_factory=set)  # the files that it still has
    layout: Layout = field(default_factory=lambda: Layout(0, 0, {}))  # once it was claimed

    @classmethod
    def claim(
        cls, home: Path, place: Path, new: Path, recorded: Records, known: Layouts
    ) -> Standby | None:
        """The standby tree of `place`, with nothing in it but files that lie as `recorded`.

        None when there is none, or another build has it, or nothing in it is of use: then it goes.
        Folders get the rights of `new`, which was just made. `known` goes with the records.
        """
        tree = claim(home, place)
        if tree is None:
            return None
        standby = cls(tree=tree, home=home)
        try:
            if recorded:
                mode = stat.S_IMODE(new.stat().st_mode)
                if stat.S_IMODE(tree.stat().st_mode) != mode:
                    tree.chmod(mode)
                standby.layout = Layout(tree.stat().st_ino, mode, {})
                if not standby._lies_as(known, recorded):
                    standby._keep_only(recorded)
        except OSError:  # somebody else's, or hurt
            standby.right.clear()
        if not standby.right:
            discard(tree)
            return None
        return standby

    def _lies_as(self, known: Layouts, recorded: Records) -> bool:
        """Whether nothing came to the tree or went from it since its build, so that to look at its files is
        enough; those that are not as recorded go. When False, some may have gone."""
        tree, layout, aside = str(self.tree), self.layout, known.aside
        if aside is None or (aside.node, aside.mode) != (layout.node, layout.mode):
            return False
        looked = time.time_ns()
        try:
            for folder, date in aside.dates.items():
                found = os.lstat(f"{tree}/{folder}")
                if date and found.st_ctime_ns != date:
                    return False
                if not date and (
                    not stat.S_ISDIR(found.st_mode) or stat.S_IMODE(found.st_mode) != layout.mode
                ):
                    return False
                layout.dates[folder] = told_by_date(found.st_ctime_ns, looked)
            listed = ["", *(f"{folder}/" for folder, date in aside.dates.items() if not date)]
            for start in listed:
                for name in os.listdir(f"{tree}/{start}"):
                    path = f"{start}{name}"
                    if not (path in recorded or path in aside.dates or path in known.dropped):
                        return False
            for path in (*self._amiss(recorded), *known.dropped):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(f"{tree}/{path}")
                layout.touch(path)
                self._remove_empty(os.path.dirname(path))
        except OSError:  # gone, or a folder where a file was
            return False
        return True

    def _amiss(self, recorded: Records) -> list[str]:
        """The files that do not lie as recorded; the others are right."""
        start, right, amiss, look = f"{self.tree}/", self.right, [], os.lstat
        for path, record in recorded.items():
            try:
                found = look(start + path)
            except (FileNotFoundError, NotADirectoryError):
                continue
            lies = found.st_size, found.st_mtime_ns, found.st_ino
            if record[1:4] == lies and record[0]:
                right.add(path)
            else:
                amiss.append(path)
        return amiss

    def _keep_only(self, recorded: Records) -> None:
        """List all folders, and remove what does not lie as recorded."""
        self.right.clear()
        folders = [""]
        needed = set()
        mode, looked = self.layout.mode, time.time_ns()
        for folder in folders:  # grows
            with os.scandir(f"{self.tree}/{folder}") as found:
                entries = list(found)
            for entry in entries:
                path = f"{folder}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{path}/")
                    if stat.S_IMODE(entry.stat(follow_symlinks=False).st_mode) != mode:
                        os.chmod(entry.path, mode)
                    continue
                size, date, _, node = entry_stat(entry, linked=False)
                record = recorded.get(path)
                if record is not None and record.key and record[1:4] == (size, date, node):
                    self.right.add(path)
                    needed.add(folder)
                else:
                    os.unlink(entry.path)
        for folder in reversed(folders[1:]):
            if folder in needed:
                needed.add(folder[: folder.rfind("/", 0, -1) + 1])
            else:
                os.rmdir(f"{self.tree}/{folder}")
        self.layout.dates = {
            path: told_by_date(os.lstat(f"{self.tree}/{path}").st_ctime_ns, looked)
            for path in (folder[:-1] for folder in folders[1:] if folder in needed)
        }

    def fill(self, new: Path, made: Iterable[str], taken: Collection[str]) -> None:
        """Make of the tree the new site: what was `taken` over, and what was `made` in `new`.

        Raises OSError when one path is a file and a folder.
        """
        made = set(made)
        gone = self.right.difference(taken, made)
        for path in gone:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{self.tree}/{path}")
            self.layout.touch(path)
        # Before anything comes: where upper and lower case are one, a name that changed its case
        # would keep the folder of the old one.
        for folder in sorted({os.path.dirname(path) for path in gone}, key=len, reverse=True):
            self._remove_empty(folder)
        for path in made:
            target = f"{self.tree}/{path}"
            self.layout.touch(path)
            try:
                os.replace(f"{new}/{path}", target)
            except FileNotFoundError:
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.replace(f"{new}/{path}", target)

    def _remove_empty(self, folder: str) -> None:
        """A folder that is empty, and those above it that then are."""
        while folder:
            try:
                os.rmdir(f"{self.tree}/{folder}")
            except OSError:
                return
            self.layout.remove(folder)
            folder = os.path.dirname(folder)

    def give_back(self) -> None:
        """After a build that failed: the next one starts with the tree."""
        if self.tree.exists() and not lay_aside(self.tree, self.home):
            discard(self.tree)
