"""All gates in one run: says which failed, and the command that repeats one alone."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

GATES: dict[str, list[str]] = {
    "style": [sys.executable, "-m", "ruff", "check", "."],
    "layout": [
        sys.executable,
        "-m",
        "ruff",
        "format",
        "--check",
        "--quiet",
        "--exclude",
        "*.md",
        ".",
    ],
    "types": [sys.executable, "-m", "mypy"],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "templates": [str(BIN / "djlint"), "--lint", "--quiet", "src/fullcircle"],
    "front end": [sys.executable, "tools/check_front_end.py"],
    "migrations": [
        sys.executable,
        "-m",
        "fullcircle.config.command_line",
        "manage",
        "makemigrations",
        "--check",
        "--dry-run",
    ],
}


def main() -> int:
    wanted = sys.argv[1:] or list(GATES)
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        # No database and no data of the developer are touched.
        environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        environment["DATA_DIR"] = folder
        for name in wanted:
            started = time.monotonic()
            done = subprocess.run(  # noqa: S603  the commands above
                GATES[name], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
            word = "ok" if done.returncode == 0 else "FAILED"
            sys.stdout.write(f"{name:<12} {word:<7} {time.monotonic() - started:5.1f} s\n")
            sys.stdout.flush()
            if done.returncode:
                failed.append(name)
                sys.stdout.write(done.stdout + done.stderr)
    if failed:
        sys.stdout.write(f"\nfailed: {', '.join(failed)}\n")
        sys.stdout.write(f'again, alone: .venv/bin/python -m tools.check "{failed[0]}"\n')
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
