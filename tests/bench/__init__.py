"""How long builds take beside other generators': run by scripts/bench.py."""
