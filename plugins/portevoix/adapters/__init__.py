"""The two ways in: the plugins of MkDocs, and the command line. Only they know MkDocs."""
