"""Blog, feeds, texts for social networks and usage charter of a public body."""
