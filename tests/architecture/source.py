"""The project's own Python files, parsed once."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("portal", "tenants")


def files(*packages: str) -> list[Path]:
    """Every Python file of these packages."""
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def name(path: Path) -> str:
    """The path as the project writes it: portal/web/guard.py."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of the file."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from ``def`` to the last statement, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def dotted(node: ast.AST) -> str:
    """ "db.session" for that attribute; an empty text for anything that is no dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        start = dotted(node.value)
        return f"{start}.{node.attr}" if start else ""
    return ""


def uses(path: Path, wanted: str) -> list[int]:
    """Lines on which this dotted name, or an attribute of it, is used."""
    return [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute | ast.Name) and dotted(node) == wanted
    ]


def imports(path: Path, module: str, thing: str) -> bool:
    """Whether the file says ``from module import thing``."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == module
        and any(alias.name == thing for alias in node.names)
        for node in ast.walk(tree(path))
    )
