"""A text as it is read aloud: how figures sound, how long it takes, what is hard to read."""
