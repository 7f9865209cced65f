"""The front-end files: fetched once, none of the marks that are not ours, small."""

import gzip
import os
import re
import shutil
from pathlib import Path

import pytest

from portal.web import assets, bundle

BASE = (assets.ROOT / "templates" / "base.html").read_text(encoding="utf-8")
NAMED_BY_BASE = sorted(set(re.findall(r"asset\('([^']+)'\)", BASE)))
FETCHED_CSS = assets.ROOT / assets.STYLESHEET.target


@pytest.fixture(scope="module", autouse=True)
def _one_stylesheet() -> None:
    """As the portal leaves it when it starts."""
    bundle.write()


@pytest.fixture
def complete(tmp_path: Path) -> Path:
    """A checkout whose front-end files are all in place."""
    shutil.copy(assets.ROOT / "package-lock.json", tmp_path)
    for copy in assets.COPIES:
        target = tmp_path / copy.target
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("here", encoding="utf-8")
    stamp = tmp_path / "static" / "vendor" / ".stamp"
    stamp.write_text(assets.wanted_stamp(tmp_path), encoding="utf-8")
    return tmp_path


def an_npm_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    npm = folder / "npm"
    npm.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_a_second_run_installs_nothing_and_needs_no_network(
    complete: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_npm_that(complete, monkeypatch, "exit 1")
    assert assets.fetch(complete) is False


def test_a_changed_lock_file_fetches_again(complete: Path) -> None:
    with (complete / "package-lock.json").open("a", encoding="utf-8") as lock:
        lock.write("\n")
    assert not assets.is_in_place(complete)


def test_a_missing_file_fetches_again(complete: Path) -> None:
    (complete / assets.FONTS[0].target).unlink()
    assert not assets.is_in_place(complete)


def test_a_failed_installation_says_what_to_do_and_leaves_no_stamp(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(assets.ROOT / "package-lock.json", tmp_path)
    an_npm_that(tmp_path, monkeypatch, "echo no route to host >&2; exit 1")
    with pytest.raises(assets.AssetsUnavailableError, match=r"Check the network(?s:.)*no route"):
        assets.fetch(tmp_path)
    assert not assets.is_in_place(tmp_path)


def test_an_installation_copies_every_file_to_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(assets.ROOT / "package-lock.json", tmp_path)
    for copy in assets.COPIES:
        source = tmp_path / "node_modules" / copy.source
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(f"/* {copy.source} */", encoding="utf-8")
    an_npm_that(tmp_path, monkeypatch, "exit 0")
    assert assets.fetch(tmp_path) is True
    assert assets.is_in_place(tmp_path)
    for copy in assets.COPIES:
        assert copy.source in (tmp_path / copy.target).read_text(encoding="utf-8")


def test_the_typeface_and_marks_of_government_are_cut_out() -> None:
    css = (
        "@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2)}"
        ".govuk-header__logotype,.govuk-link{font-family:GDS Transport,arial,sans-serif}"
        "@media print{.govuk-footer__copyright-logo:before{background:url(govuk-crest.svg)}}"
    )
    assert assets.without_reserved_marks(css) == (
        f".govuk-link{{font-family:{assets.FACE}}}@media print{{}}"
    )


def test_the_fetched_stylesheet_has_none_of_them() -> None:
    css = FETCHED_CSS.read_text(encoding="utf-8")
    assert ".govuk-button" in css
    assert not re.search(r"GDS Transport|crest|crown|@font-face|url\(", css, re.IGNORECASE)


def test_an_address_changes_with_the_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    (tmp_path / "a.css").write_text("p{}", encoding="utf-8")
    before = assets.asset_url("a.css")
    (tmp_path / "a.css").write_text("p{color:red}", encoding="utf-8")
    assert re.fullmatch(r"/static/a\.css\?v=[0-9a-f]{8}", before)
    assert assets.asset_url("a.css") != before


def test_a_file_that_is_not_there_has_no_address() -> None:
    with pytest.raises(FileNotFoundError):
        assets.asset_url("css/nowhere.css")


@pytest.mark.parametrize("path", NAMED_BY_BASE)
def test_every_file_that_the_base_page_names_is_there(path: str) -> None:
    assert (assets.STATIC / path).stat().st_size > 0


def test_scripts_and_styles_leave_half_of_the_first_load_to_the_page() -> None:
    imported = ["vendor/govuk-frontend.min.js"]
    sizes = [
        len(gzip.compress((assets.STATIC / path).read_bytes(), 6))
        for path in [*NAMED_BY_BASE, *imported]
    ]
    assert sum(sizes) < 60_000


def test_the_lock_file_names_no_registry() -> None:
    lock = (assets.ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in lock
    assert "resolved" not in lock
    assert "registry" not in lock
