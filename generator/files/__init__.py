"""Files on disk: names that every system can hold, sets of files written whole or not at all."""
