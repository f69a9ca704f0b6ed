"""The workbench: write, see and mend in a browser, on the files that a text editor writes too.

Plain modules lie here; `web/` shows them on the loopback and holds nothing that is not in a file.
"""
