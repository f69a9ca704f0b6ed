"""How a site is to be published."""

from __future__ import annotations

from portevoix.deploying.drafts import KEEP_NOTHING, Keep
from portevoix.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What whoever publishes may wish beside the site itself."""

    take_over: bool = False  # write over what lies there and is not ours
    move: bool = False  # the place may hold a site that was built for another address
    dry: bool = False  # only say what would go
    kept: Keep = KEEP_NOTHING  # what of the live files stays beside the site
    aside: bool = False  # the state to go back to remains the one before
    # Every file that should be live is looked at, and put again where it is not as it was left.
    verify: bool = False


AS_USUAL = Options()
