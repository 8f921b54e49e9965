"""Text in XML: what may not stand there is replaced by the sign for it, never dropped in silence."""

import re
from xml.sax.saxutils import escape

# XML 1.0 knows no control signs but tab and line ends, and no halves of characters.
IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
KEPT_IN_ATTRIBUTES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


def attribute(text: str) -> str:
    """The text between quotes, to stand behind `name=`."""
    return f'"{escape(IMPOSSIBLE.sub("\ufffd", text), KEPT_IN_ATTRIBUTES)}"'


def content(text: str) -> str:
    """The text to stand between two tags."""
    return escape(IMPOSSIBLE.sub("\ufffd", text), {"\r": "&#13;"})
