"""One build: sources prepared, an edition made of them, its targets published."""
