"""The theme that MkDocs finds by the name `porte-voix`; its files are templates and assets."""
