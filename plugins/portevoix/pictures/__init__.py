"""Pictures as files: what they are, and copies of them fit to publish."""
