"""What the source itself must keep to: one door to the data, and rooms small enough to read."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest

from tests.architecture import source

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
EVERY_FILE = source.files(*source.PACKAGES)
every_file = pytest.mark.parametrize("path", EVERY_FILE, ids=source.name)

SESSION_DOORS = re.compile(
    r"^portal/(web/|(cli|app)\.py$|commands/|(demonstration|bench)/command\.py$)"
)
"""Where the bare session may be touched: the edge of a request and of a command."""
COMMITS = re.compile(r"^portal/(web/|cli\.py$|commands/|demonstration/|bench/)")
"""The edge again, and what fills whole databases."""
BARE_PAGE = "portal/bench/bare.py"
"""What the pages are measured against: it replays recorded statements, without walls."""
RAW_SQL = {
    "tenants/walls.py": "writes the settings",
    "portal/web/database.py": "asks its role",
    BARE_PAGE: "replays what was recorded",
}
UNWALLED_READS = {
    "tenants/walls.py": "defines it",
    "tenants/identity.py": "a person's own appointments, before a Scope can be",
    "tenants/invitations.py": "an invitation, by the digest of its secret",
    "tenants/paper_readers.py": "the papers that a person is named for, by her own number",
}
TEXT_IN_TEMPLATES = re.compile(r"\|\s*safe\b|\{%-?\s*autoescape")
SAFE_TEMPLATES: set[str] = set()
"""Templates that print HTML made elsewhere as it is."""


def _violations(wanted: str, allowed: re.Pattern[str] | dict[str, str]) -> list[str]:
    found = []
    for path in EVERY_FILE:
        name = source.name(path)
        fine = allowed.match(name) if isinstance(allowed, re.Pattern) else name in allowed
        if not fine:
            found += [f"{name}:{line}" for line in source.uses(path, wanted)]
    return found


@every_file
def test_a_file_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@every_file
def test_a_function_is_short_enough_to_read(path: Path) -> None:
    long = {f.name: source.length(f) for f in source.functions(path)}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION} == {}


def test_the_median_function_is_under_ten_lines() -> None:
    lengths = [source.length(f) for path in EVERY_FILE for f in source.functions(path)]
    assert median(lengths) < 10


def test_the_bare_session_is_touched_at_the_edge_alone() -> None:
    assert _violations("db.session", SESSION_DOORS) == []
    assert _violations("db.engine", SESSION_DOORS) == []


def test_a_session_is_made_by_flask_sqlalchemy_alone() -> None:
    for maker in ("sessionmaker", "scoped_session", "Session"):
        calls = [
            f"{source.name(path)}:{node.lineno}"
            for path in EVERY_FILE
            if source.name(path) != BARE_PAGE
            for node in ast.walk(source.tree(path))
            if isinstance(node, ast.Call) and source.dotted(node.func).endswith(maker)
        ]
        assert calls == []


def test_text_is_sent_to_the_database_by_the_walls_alone() -> None:
    importing = {
        source.name(path) for path in EVERY_FILE if source.imports(path, "sqlalchemy", "text")
    }
    assert importing == set(RAW_SQL)
    assert _violations("sqlalchemy.text", RAW_SQL) == []
    assert _violations("sa.text", RAW_SQL) == []


def test_the_walls_are_passed_by_name_in_one_place() -> None:
    assert _violations("walls.UNWALLED", UNWALLED_READS) == []
    words = {
        source.name(path)
        for path in EVERY_FILE
        if re.search("unwalled", path.read_text(encoding="utf-8"), re.IGNORECASE)
    }
    assert words == set(UNWALLED_READS)


def test_nobody_but_the_scope_says_for_whom_a_session_reads() -> None:
    entering = {source.name(path) for path in EVERY_FILE if source.uses(path, "walls.enter")}
    assert entering == {"tenants/scope.py", "tenants/identity.py"}


def test_nobody_but_the_invitations_lets_a_reader_in_to_more() -> None:
    calling = {
        source.name(path)
        for path in EVERY_FILE
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("admit", "and_also")
        and source.dotted(node.func.value) in ("scope", "self", "self.grants", "scope.grants")
    }
    assert calling == {"tenants/invitations.py", "tenants/scope.py"}


def test_nobody_but_the_registrars_opens_what_a_register_withholds() -> None:
    calling = {
        source.name(path)
        for path in EVERY_FILE
        if source.uses(path, "scope.look_after") or source.uses(path, "audiences.withheld")
    }
    assert calling == {
        "tenants/registrars.py",
        "tenants/paper_readers.py",  # of the paper of one item
        "tenants/roles.py",
        "portal/interests/service.py",
    }


def test_a_service_never_commits() -> None:
    committing = {
        source.name(path)
        for path in EVERY_FILE
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    }
    assert [name for name in committing if not COMMITS.match(name)] == []


def test_no_template_prints_html_as_it_is() -> None:
    templates = source.ROOT / "templates"
    found = {
        path.relative_to(templates).as_posix()
        for path in templates.rglob("*")
        if path.is_file() and TEXT_IN_TEMPLATES.search(path.read_text(encoding="utf-8"))
    }
    assert found == SAFE_TEMPLATES


def test_html_is_marked_as_safe_where_it_is_made_alone() -> None:
    marking = {
        source.name(path)
        for path in EVERY_FILE
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Call) and source.dotted(node.func).split(".")[-1] == "Markup"
    }
    assert marking <= {"portal/kit/markdown.py", "portal/web/templating.py"}
