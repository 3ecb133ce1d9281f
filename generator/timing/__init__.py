"""How long a paper is, and whether the meeting fits its time."""
