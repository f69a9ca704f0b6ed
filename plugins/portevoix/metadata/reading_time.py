"""How long a text takes to read."""

from __future__ import annotations

# Silent reading of French by adults: 195 words a minute (Trauzettel-Klosinski and Dietz 2012,
# https://doi.org/10.1167/iovs.11-8284); 238 of English (Brysbaert 2019,
# https://doi.org/10.1016/j.jml.2019.104047). The public of a public body reads at all paces.
WORDS_PER_MINUTE = 200


def reading_minutes(words: int) -> int:
    """Whole minutes, at least one.

    >>> reading_minutes(201)
    2
    """
    return max(1, -(-words // WORDS_PER_MINUTE))
