"""The project sets itself up anywhere: hashed requirements, no address of one place."""

import json
import os
import re
import shutil
import subprocess
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ("requirements", "requirements-dev", "requirements-node")
SOURCES = ("portal", "tenants", "migrations")
# The driver that SQLAlchemy finds by its name, and the builder of this project's own package.
NOT_IMPORTED = {"psycopg", "setuptools"}
TARGETS = ("demo", "test", "check", "format", "bench", "images", "help", "lock")
# In pieces, so that this file does not hold what it looks for.
REGISTRY = re.compile(
    r"pypi\." + r"org|python" + r"hosted|registry\.npm" + r"js|index-" + r"url|\"resolved" + r"\":"
)
HOME_FOLDER = re.compile(r"(?<![\w.])/(?:home/\w+|Users/\w+|ro" + r"ot)/")


def _tracked_texts() -> dict[str, str]:
    git = shutil.which("git")
    assert git, "git is needed to know which files are tracked"
    listing = subprocess.run(
        [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]
    contents = {name: (ROOT / name).read_bytes() for name in paths}
    return {name: raw.decode() for name, raw in contents.items() if b"\0" not in raw}


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{name}:{number}"
        for name, text in _tracked_texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def _requirements(path: Path) -> list[str]:
    """Each requirement with its options on one line, without comments."""
    joined = path.read_text().replace("\\\n", " ")
    lines = [line.split(" #")[0].strip() for line in joined.splitlines()]
    return [line for line in lines if line and not line.startswith(("#", "-c"))]


def _name(requirement: str) -> str:
    match = re.match(r"[A-Za-z0-9_.-]+", requirement)
    assert match, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def _imported_modules() -> set[str]:
    sources = [path for folder in SOURCES for path in (ROOT / folder).rglob("*.py")]
    statement = re.compile(r"^\s*(?:from|import) (\w+)", re.MULTILINE)
    return {name for source in sources for name in statement.findall(source.read_text())}


def test_no_tracked_file_holds_the_address_of_a_registry() -> None:
    assert _lines_with(REGISTRY) == []


def test_no_tracked_file_holds_a_folder_of_one_machine() -> None:
    assert _lines_with(HOME_FOLDER) == []
    assert _lines_with(re.compile(re.escape(f"{ROOT}/"))) == []


def test_the_front_end_lock_file_records_a_digest_and_no_address_for_each_package() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: entry for name, entry in packages.items() if name}
    assert installed
    assert [name for name, entry in installed.items() if "resolved" in entry] == []
    assert [name for name, entry in installed.items() if "integrity" not in entry] == []


@pytest.mark.parametrize("stem", REQUIREMENTS)
def test_every_requirement_is_pinned_and_hashed(stem: str) -> None:
    requirements = _requirements(ROOT / f"{stem}.txt")
    hashed = re.compile(r"^[\w.-]+(\[\w+\])?==\S+ .*--hash=sha256:[0-9a-f]{64}")
    assert requirements
    assert [line for line in requirements if not hashed.match(line)] == []


@pytest.mark.parametrize("stem", REQUIREMENTS)
def test_every_requirement_asked_for_is_in_the_lock_file(stem: str) -> None:
    asked = {_name(line) for line in _requirements(ROOT / f"{stem}.in")}
    locked = {_name(line) for line in _requirements(ROOT / f"{stem}.txt")}
    assert asked - locked == set()


def test_the_portal_imports_every_requirement_it_asks_for() -> None:
    asked = {_name(line) for line in _requirements(ROOT / "requirements.in")}
    distributions = packages_distributions()
    imported = {
        _name(distribution)
        for module in _imported_modules()
        for distribution in distributions.get(module, [])
    }
    assert asked - imported == NOT_IMPORTED


def test_a_requirement_has_the_same_version_in_every_lock_file() -> None:
    versions: dict[str, set[str]] = {}
    for stem in REQUIREMENTS:
        for line in _requirements(ROOT / f"{stem}.txt"):
            versions.setdefault(_name(line), set()).add(line.split("==")[1].split()[0])
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


@pytest.mark.parametrize("target", TARGETS)
def test_make_knows_the_target(target: str) -> None:
    make = shutil.which("make")
    assert make, "make is needed to set the project up"
    dry_run = subprocess.run(
        [make, "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert dry_run.returncode == 0, dry_run.stderr


def test_make_help_names_every_target() -> None:
    listed = re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(listed) == set(TARGETS)


def test_ci_can_be_started_and_makes_the_tests() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text().rstrip().endswith("make test")
