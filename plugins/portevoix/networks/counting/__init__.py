"""How networks count: one named function each, which their values point to."""

from portevoix.networks.counting.graphemes import graphemes
from portevoix.networks.counting.mastodon import mastodon, mastodon_warned
from portevoix.networks.counting.sms import segments
from portevoix.networks.counting.threads import emoji_bytes
from portevoix.networks.counting.utf import utf8_bytes, utf16_units
from portevoix.networks.counting.x import weighted

__all__ = [
    "emoji_bytes",
    "graphemes",
    "mastodon",
    "mastodon_warned",
    "segments",
    "utf8_bytes",
    "utf16_units",
    "weighted",
]
