"""The makers of alerts: one file each, a plain function of what is to be looked at."""
