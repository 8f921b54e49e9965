"""The files of this checkout, as the checks see them."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "src/fullcircle/"
TEXT = {
    ".cfg", ".css", ".html", ".ini", ".js", ".json", ".lock", ".md", ".mjs", ".po", ".py",
    ".sh", ".sql", ".svg", ".toml", ".ts", ".txt", ".typ", ".xml", ".yaml", ".yml", "",
}  # fmt: skip
PASSED_OVER = {".git", ".venv", "__pycache__", "node_modules", "built", "dist", "build"}


@dataclass(frozen=True)
class Finding:
    """One place that breaks one rule. `measure` is set where the rule is a number."""

    path: str
    line: int
    message: str
    measure: int | None = None
    name: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


@dataclass(frozen=True)
class Source:
    """A text file. `path` is relative to the checkout, with forward slashes."""

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, filename=self.path)

    @cached_property
    def imported(self) -> dict[str, str]:
        """What each imported name stands for, wherever in the file it is imported."""
        found: dict[str, str] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    first = alias.name.split(".")[0]
                    found[alias.asname or first] = alias.name if alias.asname else first
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    found[alias.asname or alias.name] = f"{node.module or ''}.{alias.name}"
        return found

    def dotted(self, node: ast.AST) -> str:
        """The full name of an expression such as `models.Model`; empty when it has none."""
        if isinstance(node, ast.Name):
            return self.imported.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            before = self.dotted(node.value)
            return f"{before}.{node.attr}" if before else ""
        return ""

    def line_of(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + 1

    def finding(self, line: int, message: str, **more: object) -> Finding:
        return Finding(self.path, line, message, **more)  # type: ignore[arg-type]  # checked above


def _walk() -> list[str]:
    """What git would say, for a copy of the sources without a repository."""
    return [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*")
        if path.is_file() and not PASSED_OVER & set(path.relative_to(ROOT).parts)
    ]


@cache
def paths() -> tuple[str, ...]:
    """Every file that is tracked, or would be by the next `git add`."""
    asked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    listed = asked.stdout.splitlines() if asked.returncode == 0 else _walk()
    return tuple(sorted({path for path in listed if (ROOT / path).is_file()}))


@cache
def sources() -> tuple[Source, ...]:
    """Every text file."""
    return tuple(
        Source(path, (ROOT / path).read_text(encoding="utf-8"))
        for path in paths()
        if Path(path).suffix in TEXT
    )
