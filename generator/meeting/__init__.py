"""The meeting as one record: who is who, what is on the agenda, which figures are given."""
