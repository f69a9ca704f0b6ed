"""Blog, feeds, texts for social networks and usage charter of a public body."""

__version__ = "0.2.0"
