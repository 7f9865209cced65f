"""Checks an exported log with Python alone: ``python3 -m portal.proof.check`` where it lies.

Walks the chain of events, opens the commitments, computes every version's digest again from its
words, and looks for the event that froze it. Needs neither the portal nor its database.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from portal.kit import chains, digests
from portal.plans.content import Cover, Heading, version_digest

Json = dict[str, Any]
PRINTED = (
    "the head that stands in a published notice or in the open data; more than one may be given"
)


def faults_in(folder: Path, printed: Sequence[chains.Head] = ()) -> list[str]:
    """Everything that does not fit, in words; empty where the export is whole.

    ``printed`` are heads that stand in published notices: a chain rewritten whole has others.
    Raises OSError and ValueError for a file that is missing or no JSON.
    """
    events = _lines(folder / "events.jsonl")
    payloads = {each["seq"]: each for each in _lines(folder / "payloads.jsonl")}
    head = json.loads((folder / "head.json").read_text("utf-8"))
    versions = [json.loads(path.read_text("utf-8")) for path in _versions(folder)]
    return [
        *_chain_faults(events, head),
        *_printed_faults(events, printed),
        *_payload_faults(events, payloads),
        *(fault for version in versions for fault in _version_faults(version)),
        *_unknown_versions(versions, events, payloads),
    ]


def main(arguments: Sequence[str]) -> int:
    """Say what was found; 0 where all of it fits."""
    asked = argparse.ArgumentParser(prog="python3 -m portal.proof.check", description=__doc__)
    asked.add_argument("folder", nargs="?", default=Path(), type=Path)
    asked.add_argument(
        "--head", action="append", default=[], type=_head, metavar="SEQ:DIGEST", help=PRINTED
    )
    said = asked.parse_args(arguments)
    folder = said.folder
    faults = faults_in(folder, said.head)
    head = json.loads((folder / "head.json").read_text("utf-8"))
    words = "whole" if not faults else "broken"
    sentence = f"{head['company']}: the log is {words}: {head['seq']} events, head {head['digest']}"
    sys.stdout.write("\n  ".join([sentence, *faults]) + "\n")
    return 1 if faults else 0


def _head(printed: str) -> chains.Head:
    try:
        return chains.read_head(printed)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _lines(path: Path) -> list[Json]:
    # Not splitlines: that would end a line at characters that JSON leaves as they are.
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def _versions(folder: Path) -> list[Path]:
    return sorted((folder / "versions").glob("*.json"))


def _chain_faults(events: Sequence[Json], head: Json) -> Iterator[str]:
    previous, seq = chains.GENESIS, 0
    for event in events:
        seq += 1
        if event["seq"] != seq:
            yield f"Event {seq} is missing: event {event['seq']} stands in its place."
            seq = event["seq"]
        if event["previous"] != previous:
            yield f"Event {seq} does not follow the event before it."
        if event["digest"] != chains.event_digest(event):
            yield f"Event {seq} ({event['action']}) was changed after it was written."
        previous = event["digest"]
    if (seq, previous) != (head["seq"], head["digest"]):
        yield f"The chain ends at event {seq}, but its head says {head['seq']}."


def _printed_faults(events: Sequence[Json], printed: Sequence[chains.Head]) -> Iterator[str]:
    known = {event["seq"]: event["digest"] for event in events}
    for head in printed:
        fault = chains.head_fault(head, known)
        if fault:
            yield fault


def _payload_faults(events: Sequence[Json], payloads: Mapping[int, Json]) -> Iterator[str]:
    for event in events:
        found = payloads.get(event["seq"])
        if found is None:
            yield f"What event {event['seq']} says is gone, without a tombstone."
        elif not found["erased"] and _commitment(found) != event["commitment"]:
            yield f"What event {event['seq']} says was changed after it was written."


def _commitment(payload: Json) -> str:
    return digests.commitment(bytes.fromhex(payload["salt"]), payload["payload"])


def _version_faults(version: Json) -> Iterator[str]:
    """Whether each digest is that of the words below it, from the items up."""
    name = _name(version)
    for section in version["sections"]:
        for item in section["items"]:
            if digests.digest(item["content"]) != item["digest"]:
                yield f"{name}: the words of {item['ref']} are not those that were frozen."
        if _leaf(section, version["scheme"]) != section["digest"]:
            yield f"{name}: section {section['letter']} does not hold what was frozen."
    if _digest(version) != version["digest"]:
        yield f"{name}: its digest is not that of its sections."


def _digest(version: Json) -> str:
    cover = Cover(version["title"], version["first_year"], version["years"])
    leaves = [section["digest"] for section in version["sections"]]
    return version_digest(version["plan"], version["version"], cover, leaves, version["scheme"])


def _leaf(section: Json, scheme: int) -> str:
    heading = Heading(*(section[part] for part in ("letter", "title", "kind", "area", "under")))
    return heading.leaf([(item["ref"], item["digest"]) for item in section["items"]], scheme)


def _unknown_versions(
    versions: Sequence[Json], events: Sequence[Json], payloads: Mapping[int, Json]
) -> Iterator[str]:
    """Versions whose digest no event of the chain names: they were made behind its back."""
    told = {
        (said["plan"], said["version"], said["digest"])
        for event in events
        if event["kind"] == "plan version"
        and (said := (payloads.get(event["seq"]) or {}).get("payload"))
        and {"plan", "version", "digest"} <= said.keys()
    }
    for version in versions:
        if (version["plan"], version["version"], version["digest"]) not in told:
            yield f"{_name(version)}: no event tells that it was frozen with this digest."


def _name(version: Json) -> str:
    return f"{version['plan']}, version {version['version']}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
