"""The one stylesheet: all of ours in their order, made anew when one of them has changed."""

from pathlib import Path

import pytest

from portal.web import bundle
from portal.web.assets import STATIC

PRINTED_OR_ALONE = {
    *("print", "document", "actions", "measures", "register", "risks", "face", "search"),
    *("meetings", "meeting", "papers", "packs", "jobs", "reading"),
}
"""Stylesheets of paper, and of pages that alone use them."""


@pytest.fixture
def static(tmp_path: Path) -> Path:
    for name in bundle.SHEETS:
        sheet = tmp_path / "css" / f"{name}.css"
        sheet.parent.mkdir(exist_ok=True)
        sheet.write_text(f"/* About {name}. */\n.{name} {{ color: red; }}\n")
    return tmp_path


def test_every_stylesheet_of_ours_is_in_it() -> None:
    ours = {path.stem for path in (STATIC / "css").glob("*.css")}
    assert set(bundle.SHEETS) == ours - PRINTED_OR_ALONE


def test_it_holds_every_rule_in_order_and_no_comment(static: Path) -> None:
    assert bundle.write(static)
    css = (static / bundle.BUNDLE).read_text()
    places = [css.index(f".{name} {{") for name in bundle.SHEETS]
    assert places == sorted(places)
    assert "About" not in css


def test_it_is_written_once(static: Path) -> None:
    assert bundle.write(static)
    assert not bundle.write(static)


def test_a_changed_part_is_in_it_at_the_next_start(static: Path) -> None:
    bundle.write(static)
    (static / "css" / "forms.css").write_text(".forms { color: blue; }\n")
    assert bundle.write(static)
    assert "blue" in (static / bundle.BUNDLE).read_text()


def test_nothing_else_is_left_beside_it(static: Path) -> None:
    bundle.write(static)
    assert [path.name for path in (static / "vendor").iterdir()] == ["portal.css"]


def test_a_missing_part_is_an_error(static: Path) -> None:
    (static / "css" / "rows.css").unlink()
    with pytest.raises(FileNotFoundError):
        bundle.write(static)
