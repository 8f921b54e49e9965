"""Checks the types of the front end with the Node of the Python package."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from hatch_build import build, node_programs  # noqa: E402  found beside this folder


def main() -> int:
    build(ROOT)  # also installs the packages when they are missing
    node, npm = node_programs()
    environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [str(node), str(npm), "run", "--silent", "check"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)  # noqa: S603  our own script
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
