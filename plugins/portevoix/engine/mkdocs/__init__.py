"""MkDocs as the host: the only room that knows MkDocs or Material.

Where MkDocs is not installed and ProperDocs is, that takes its place, by its own means.
"""

from importlib import import_module
from importlib.util import find_spec

if find_spec("mkdocs") is None and find_spec("properdocs") is not None:
    import_module("properdocs.replacement")
