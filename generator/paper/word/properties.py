"""docProps/core.xml: what a Word file says of itself."""

from __future__ import annotations

from generator.paper.page import Properties
from generator.paper.title import one_line
from generator.text.markup import escape

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties'
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>'
)
_CREATED = '</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">'
_MODIFIED = 'T00:00:00Z</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">'
_END = "T00:00:00Z</dcterms:modified></cp:coreProperties>"


def core_xml(properties: Properties) -> str:
    """The part as text: title on one line, author, and the day it was made, 1980-01-01 where none is given."""
    title = escape(one_line(properties.title))
    author = escape(properties.author)
    day = properties.created.isoformat() if properties.created else "1980-01-01"
    return (
        f"{_HEAD}{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}{_CREATED}{day}{_MODIFIED}{day}{_END}"
    )
