"""Text → outline: pieces, roles, agenda and nested points of a cleaned meeting text."""

from generator.reader.reading import read

__all__ = ["read"]
