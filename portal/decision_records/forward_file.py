"""The forward plan as a table (CSV, RFC 4180), for whoever reads it."""

import csv
import io
from collections.abc import Iterator, Sequence

from portal.decision_records.queries.forward import Planned
from portal.decision_records.rules import AGENDA, KEY_NOTICE
from portal.kit.tables import plain

HEAD = (
    *("matter", "title", "reserved_matter", "body", "meets_on", "starts_at", "venue"),
    *("asks", "key_decision", "publish_agenda_by", "publish_key_notice_by", "because"),
)


def as_csv(planned: Sequence[Planned]) -> bytes:
    """A row for each matter; a cell that a spreadsheet would take for a formula begins with '."""
    written = io.StringIO(newline="")
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(HEAD)
    for each in planned:
        rows.writerow([plain(cell) for cell in _cells(each)])
    return written.getvalue().encode()


def _cells(each: Planned) -> Iterator[str]:
    by = {one.what: one.latest.isoformat() for one in each.deadlines}
    yield from (each.slug, each.title, str(each.number), each.body, each.meets_on.isoformat())
    yield from (each.starts_at, each.venue, each.asks, "true" if each.key_decision else "false")
    yield from (by.get(AGENDA, ""), by.get(KEY_NOTICE, ""))
    yield "\n".join(f"{one.what}: {one.why}" for one in each.deadlines)
