"""The slots (槽位): how they are registered, and how what the clerk wrote fills them."""
