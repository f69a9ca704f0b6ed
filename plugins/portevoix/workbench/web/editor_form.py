"""What the form of a post holds, as a page of the editor sends it and shows it."""

from __future__ import annotations

from portevoix.digests import digest
from portevoix.values import dataclass
from portevoix.workbench.boxes import Known, boxes_of, form_of
from portevoix.workbench.filling import Refused, filled_in
from portevoix.workbench.frontmatter import Unwritable, body_of, with_body
from portevoix.workbench.web.asked import Asked
from portevoix.workbench.writing import carried


def _filled(asked: Asked, text: str, given: dict[str, str]) -> str:
    """Raises Refused, with all that could be changed."""
    if "whole" in given:
        return carried(text, given["whole"])
    if "body" in given:
        text = with_body(text, carried(body_of(text), given["body"]))
    return filled_in(text, given, asked.lang)


@dataclass(slots=True)
class Filling:
    """Puts what came from a page into a text, and remembers what it could not put there."""

    asked: Asked
    given: dict[str, str]
    refused: tuple[str, ...] = ()

    def __call__(self, text: str) -> str:
        try:
            return _filled(self.asked, text, self.given)
        except Refused as error:
            self.refused = error.names
            return error.text

    def told(self) -> tuple[str, ...]:
        return tuple(self.asked.say("workbench.field_refused", field=one) for one in self.refused)


def marks_of(text: str, lang: str) -> str:
    """Names what the editor shows of a post: its text and the fields of its form."""
    try:
        groups, _ = form_of(text, lang, Known())
    except Unwritable:
        groups = ()
    boxes = [(one.name, one.value, one.hour) for one in boxes_of(groups) if one.shape != "shut"]
    return digest(body_of(text), tuple(sorted(boxes)))


def fields_of(text: str, lang: str) -> dict[str, str]:
    """What stands in each box of the form."""
    try:
        groups, _ = form_of(text, lang, Known())
    except Unwritable:
        return {}
    return {box.name: box.value for box in boxes_of(groups) if box.shape not in ("flag", "shut")}
