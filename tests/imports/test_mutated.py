"""Ten thousand mutated tables come through without a crash and without a lost line.

The ordinary run tries some hundreds, others each day; PORTAL_FUZZ says how many, PORTAL_FUZZ_SEED
with which seed.
"""

import os
import random
from datetime import date

import pytest

from portal.imports.reading import as_json, open_file, understand
from portal.imports.reading.formats.decoding import decode
from tests.imports.invented import EVERY
from tests.imports.mutating import mutated
from tests.imports.writing import as_text

TIMES = int(os.environ.get("PORTAL_FUZZ", "1000"))
SEED = int(os.environ.get("PORTAL_FUZZ_SEED", date.today().toordinal()))  # noqa: DTZ011  any seed
TEXTS = [as_text(document.pieces).decode() for document in EVERY]
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_every_line_of_a_mutated_table_is_accounted_for(part: int) -> None:
    for time in range(part, TIMES, PARTS):
        data = mutated(TEXTS[time % len(TEXTS)], random.Random(SEED * 100_000 + time))  # noqa: S311
        reading = understand(open_file("mutated.txt", data))
        lines = decode(data).split("\n")
        assert reading.account.lines == sum(bool(line.strip()) for line in lines)
        assert reading.account.lost == (), f"seed {SEED}, {time}"
        assert reading.account.twice == (), f"seed {SEED}, {time}"
        _adds_up(as_json([reading]), f"seed {SEED}, {time}")


def _adds_up(said: dict[str, list[dict[str, list[str] | int]]], where: str) -> None:
    for table in said["tables"]:
        not_data = table["not_data"]
        assert isinstance(not_data, list)
        assert table["lines"] == len(not_data) + int(str(table["data_rows"])), where
        assert table["landed"] == table["data_rows"], where
