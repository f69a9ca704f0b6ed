"""What can be found in a text: numbers, dates, signs, acronyms, what loads from elsewhere."""

from portevoix.checks.detection.acronyms import known_acronyms, shouted, small_words
from portevoix.checks.detection.characters import false_letters, sound_sign, unsound
from portevoix.checks.detection.contacts import (
    MAIL_SHAPE,
    TELEPHONE_SHAPE,
    is_free_line,
    is_open_line,
    is_personal,
)
from portevoix.checks.detection.dates import DateFault, date_faults, in_words
from portevoix.checks.detection.digits import long_number
from portevoix.checks.detection.emojis import emojis
from portevoix.checks.detection.hashtags import hashtags, joined_in_lower_case
from portevoix.checks.detection.identity import Identity, Number, identities
from portevoix.checks.detection.rumour import repeats
from portevoix.checks.detection.third_parties import foreign_requests, host_of, loads_elsewhere

__all__ = [
    "MAIL_SHAPE",
    "TELEPHONE_SHAPE",
    "DateFault",
    "Identity",
    "Number",
    "date_faults",
    "emojis",
    "false_letters",
    "foreign_requests",
    "hashtags",
    "host_of",
    "identities",
    "in_words",
    "is_free_line",
    "is_open_line",
    "is_personal",
    "joined_in_lower_case",
    "known_acronyms",
    "loads_elsewhere",
    "long_number",
    "repeats",
    "shouted",
    "small_words",
    "sound_sign",
    "unsound",
]
