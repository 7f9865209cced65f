"""Our stylesheets as a browser fetches them: one file, made of those in ``static/css``.

One file is one request, and packs better than its parts. It is made when the portal starts, where
its parts have changed, so that whoever edits a stylesheet has nothing to remember.
"""

import os
import re
import tempfile
from pathlib import Path

from portal.web.assets import STATIC

SHEETS = (
    "portal",
    "frame",
    "rows",
    "sections",
    "matrix",
    "decisions",
    "records",
    "engagement",
    "thread",
    "forms",
    "editing",
    "versions",
)
"""In the order in which they count: a later one says the last word."""
BUNDLE = "vendor/portal.css"
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def write(static: Path = STATIC) -> bool:
    """Put the one file in its place; whether it had to be written.

    Whoever reads it meanwhile reads the old one or the new one, whole. Raises OSError for a part
    that is missing, and for a folder that cannot be written where there is something to write.
    """
    target = static / BUNDLE
    css = _css(static)
    if target.is_file() and target.read_text("utf-8") == css:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".css")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(css)
    Path(name).chmod(0o644)
    Path(name).replace(target)
    return True


def _css(static: Path) -> str:
    parts = [(static / "css" / f"{name}.css").read_text("utf-8") for name in SHEETS]
    return COMMENT.sub("", "\n".join(parts))
