"""Code, comments and scripts struck out of a Markdown text, every other character in its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from portevoix.values import dataclass

OBJECT = "\ufffc"  # stands for code: a word the reader sees and no rule reads
NOTHING = "\ufff9"  # stands for what the reader never sees

# Each choice starts with a plain character: `re` then leaps from one to the next.
_OPENING = re.compile(
    r"``*|~~~~*|<!--|<(?:script|style|pre|textarea|code|kbd|samp|svg|math|template)\b|\{\{|\{%|\{#",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"(````*|~~~~*)[ \t]*$", re.MULTILINE)
_RUN = re.compile(r"``*")
_TEMPLATE_ENDS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_MAX_TEMPLATE = 500  # characters of a template's mark, on one line


@dataclass(frozen=True, slots=True)
class Comment:
    text: str
    at: int
    end: int


def mask(body: str) -> tuple[str, tuple[Comment, ...]]:
    """`body` with code and hidden parts struck out, of the same length, and its comments."""
    return _Mask(body).done()


class _Mask:
    def __init__(self, body: str) -> None:
        self.body = body
        self.lower = ""  # made when a raw element asks for it
        self.pieces: list[str] = []
        self.copied = 0  # the body is copied up to here
        self.comments: list[Comment] = []
        self.absent: set[str] = set()  # closings that do not come any more
        self.runs: dict[int, list[int]] = {}
        self.blanks: list[int] = []
        self.fences: dict[str, list[int]] | None = None  # signs → ends of lines that close

    def done(self) -> tuple[str, tuple[Comment, ...]]:
        body = self.body
        if not ("`" in body or "~~~" in body or "<" in body or "{" in body):
            return body, ()
        if "`" in body:
            for run in _RUN.finditer(body):
                self.runs.setdefault(run.end() - run.start(), []).append(run.start())
        at = 0  # the body is dealt with up to here
        while found := _OPENING.search(body, at):
            mark, (start, end) = found[0], found.span()
            line = _fence_line(body, mark, start, at)
            closed = self.fence_end(mark, end) if line >= 0 else -1
            if closed >= 0:
                at = closed
                self.strike(line, at, NOTHING)
            elif mark[0] == "~" or body[start - 1 : start] == "\\":
                at = end
            else:
                at = self.opening(mark, start, end)
        self.pieces.append(body[self.copied :])
        return "".join(self.pieces), tuple(self.comments)

    def fence_end(self, mark: str, at: int) -> int:
        """The end of the line that closes a fenced block; -1 without one: what is written is then shown.

        It holds the very same signs and no others, as Python-Markdown 3.11 has it.
        """
        if self.fences is None:
            self.fences = {}
            for found in _CLOSING.finditer(self.body):
                start = found.start()
                line = self.body.rfind("\n", 0, start) + 1
                if not self.body[line:start].strip(" \t>"):
                    self.fences.setdefault(found[1], []).append(found.end())
        ends = self.fences.get(mark, [])
        line_end = self.body.find("\n", at)
        place = bisect_right(ends, line_end if line_end >= 0 else len(self.body))
        return ends[place] if place < len(ends) else -1

    def opening(self, mark: str, start: int, end: int) -> int:
        body = self.body
        if mark[0] == "`":
            closing = self.closing_run(len(mark), end)
            if closing < 0:
                return end
            self.strike(start, closing + len(mark), OBJECT)
            return closing + len(mark)
        if mark == "<!--":
            closing = self.find("-->", end)
            if closing < 0:
                return end
            self.comments.append(Comment(body[end:closing], start, closing + 3))
            self.strike(start, closing + 3, NOTHING)
            return closing + 3
        if mark[0] == "{":
            closing = body.find(_TEMPLATE_ENDS[mark], end, end + _MAX_TEMPLATE)
            if closing < 0 or "\n" in body[end:closing]:
                return end
            self.strike(start, closing + 2, OBJECT)
            return closing + 2
        opened = self.find(">", end)
        if opened < 0 or body[opened - 1] == "/":
            return end if opened < 0 else opened + 1
        closing = self.find(f"</{mark[1:].lower()}", opened, lower=True)
        if closing < 0:
            return opened + 1
        shown = mark[1:].lower() in ("code", "kbd", "samp", "math")
        self.strike(opened + 1, closing, OBJECT if shown else NOTHING)
        return closing

    def closing_run(self, size: int, after: int) -> int:
        """The next run of as many back-ticks in the same paragraph, -1 when there is none."""
        runs = self.runs.get(size, [])
        place = bisect_left(runs, after)
        if place == len(runs):
            return -1
        if not self.blanks:
            self.blanks = [found.start() for found in re.finditer(r"\n\n", self.body)]
            self.blanks.append(len(self.body))
        paragraph_end = self.blanks[bisect_left(self.blanks, after)]
        return runs[place] if runs[place] < paragraph_end else -1

    def find(self, closing: str, after: int, *, lower: bool = False) -> int:
        """Where `closing` comes next; a closing once missing is not looked for again."""
        if closing in self.absent:
            return -1
        if lower and not self.lower:
            folded = self.body.lower()
            # A letter whose lower case is longer would shift all places after it.
            self.lower = folded if len(folded) == len(self.body) else self.body
        found = (self.lower if lower else self.body).find(closing, after)
        if found < 0:
            self.absent.add(closing)
        return found

    def strike(self, start: int, end: int, sign: str) -> None:
        struck = self.body[start:end]
        self.pieces.append(self.body[self.copied : start])
        if "\n" in struck:
            self.pieces.append("\n".join(sign * len(line) for line in struck.split("\n")))
        else:
            self.pieces.append(sign * len(struck))
        self.copied = end


def _fence_line(body: str, mark: str, start: int, after: int) -> int:
    """Where the line starts that this run opens a fenced block on, -1 when it does not.

    A line that starts before `after` is dealt with already.
    """
    if len(mark) < 3 or mark[0] not in "`~":
        return -1
    line = body.rfind("\n", max(after - 1, 0), start) + 1
    if line < after or body[line:start].strip(" \t>"):
        return -1
    if mark[0] == "`":
        end = body.find("\n", start)
        if body.find("`", start + len(mark), end if end >= 0 else len(body)) >= 0:
            return -1  # ```code``` on one line is inline code
    return line
