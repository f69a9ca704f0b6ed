"""The live preview: the site on this machine only, built again at each change."""
