"""In CI a skipped test is a failed one: what a test needs and does not find is missing there.

A pytest plugin; it does nothing where the environment variable CI is not set.
"""

import os
from collections.abc import Generator

import pytest

Report = pytest.TestReport | pytest.CollectReport


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fails a test that was skipped, with the reason that it gave."""
    report = yield
    if not hasattr(report, "wasxfail"):
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fails a file that was skipped as a whole."""
    report = yield
    _refuse_skip(report)
    return report


def _refuse_skip(report: Report) -> None:
    if os.environ.get("CI") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"Nothing may be skipped in CI. {report.longrepr}"
