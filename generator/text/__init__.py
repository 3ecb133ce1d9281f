"""The Chinese of official papers as text: numerals, ordinals, moments, marks, lines and points."""
