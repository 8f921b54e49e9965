"""Write the pages of docs/reference that are made from the code."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fullcircle.config.reference_pages import api_page, figures_page, policy_page


class Command(BaseCommand):
    help = "Write docs/reference/policy.md, api.md and figures.md from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", type=Path, default=Path("docs/reference"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        pages = {
            "policy.md": policy_page(),
            "api.md": api_page(),
            "figures.md": figures_page(),
        }
        for name, page in pages.items():
            (folder / name).write_text(page, encoding="utf-8")
            self.stdout.write(f"written: {folder / name}")
