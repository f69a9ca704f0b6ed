"""How a text for a network reads: what a careful editor would send back, as small functions."""

from portevoix.snippets.style.said import Said, said_of
from portevoix.snippets.style.table import REMARKS, Remark, remarks_on

__all__ = ["REMARKS", "Remark", "Said", "remarks_on", "said_of"]
