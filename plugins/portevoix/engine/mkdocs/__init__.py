"""MkDocs as the host: the only room that knows MkDocs or Material."""
