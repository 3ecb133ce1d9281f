"""Templates: found in folders, read, sandboxed, and turned into text."""
