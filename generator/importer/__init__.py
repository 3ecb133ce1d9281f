"""Files of many kinds read as text: .txt, .docx, .html; for the others, what a clerk can do about them.

Knows nothing of points and speeches, and opens no address: what is not in the file is not read.
"""

from generator.importer.files import Imported, load_text, newest, read_file

__all__ = ["Imported", "load_text", "newest", "read_file"]
