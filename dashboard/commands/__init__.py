"""Groups of the command line: people and the record; each imports what it needs when it runs."""
