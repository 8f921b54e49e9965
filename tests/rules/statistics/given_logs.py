"""Given data of the tests marked `given`: where it lies, and the cases of a log with a plant."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree


def given(folder: str) -> Path:
    return Path(os.environ["FULLCIRCLE_TEST_DATA"]) / "eventlogs" / folder


def cases(log: Path) -> Iterator[tuple[dict[str, str], list[str]]]:
    """Attributes and activities of each case, nothing else of the log."""
    with gzip.open(log) as stream:
        for _, element in ElementTree.iterparse(stream):
            if not element.tag.endswith("trace"):
                continue
            about, acts = {}, []
            for child in element:
                if child.tag.endswith("event"):
                    rows = {row.get("key"): row.get("value") for row in child}
                    acts.append(str(rows["concept:name"]))
                else:
                    about[str(child.get("key"))] = str(child.get("value"))
            element.clear()
            yield about, acts
