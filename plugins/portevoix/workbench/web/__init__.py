"""The pages of the workbench: what a browser is shown, and nothing that is not in a file."""
