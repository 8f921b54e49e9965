"""`python -m fullcircle.demo.town FILE.osm` writes the town as OpenStreetMap XML."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fullcircle.demo.town import build_town


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m fullcircle.demo.town", description=__doc__)
    parser.add_argument("file", type=Path, help="where to write, for example alder-falls.osm")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args(arguments)
    town = build_town(asked.seed)
    asked.file.write_text(town.to_osm_xml(), encoding="utf-8")
    sys.stdout.write(
        f"{town.name}: {len(town.nodes)} nodes, {len(town.ways)} ways, "
        f"{len(town.addresses)} addresses -> {asked.file}\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
