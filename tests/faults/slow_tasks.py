"""Tasks for a worker that is killed meanwhile."""

import time
from pathlib import Path

from django.tasks import task


@task
def wait_for_file(path: str) -> str:
    """Runs until somebody makes the file, a minute at most."""
    until = time.monotonic() + 60
    while not Path(path).exists():
        if time.monotonic() > until:
            raise TimeoutError(path)
        time.sleep(0.05)
    return "seen"
