"""The command line `porte-voix`: `table.py` names the commands, each has a file of its own."""

from portevoix.commands.line import main

__all__ = ["main"]
