"""Builds that do once what Material does many times; useful to any Material blog on its own.

All that depends on private parts of MkDocs and Material is in this room, and `guard` says with
which versions it was proved to change no byte of the site.
"""
