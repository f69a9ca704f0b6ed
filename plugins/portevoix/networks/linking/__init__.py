"""What a network makes a link of in a text: one named function each, which their values point to."""

from portevoix.networks.linking.bluesky import linked_by_bluesky
from portevoix.networks.linking.linked import Linked, Sort
from portevoix.networks.linking.x import linked_by_x

__all__ = ["Linked", "Sort", "linked_by_bluesky", "linked_by_x"]
