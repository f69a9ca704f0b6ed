"""The blogs that can be brought along, one file each."""
