"""People, bodies, seats and votes as Popolo (popoloproject.com). Plain functions.

Ids are words and the numbers of public registers, so that they stay as they are and count nothing.
Votes stand by council; by name only where they were recorded so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from portal.decisions.rules.codes import code_in_words
from portal.decisions.rules.of_councils import position
from portal.decisions.sayings import MANNERS, VERBS
from portal.open_data.queries.bodies import Seat
from portal.open_data.queries.votes import Voted
from tenants.roles import TITLES
from tenants.settings import COUNCIL_KINDS

OPTIONS = {
    "for": "yes",
    "against": "no",
    "abstain": "abstain",
    "silent": "not voting",
    "absent": "absent",
}
"""What Popolo calls the ways in which somebody can vote, or not."""
RESULTS = {"carried": "pass", "lost": "fail", "tied": "fail", "inquorate": "fail"}
OF_GROUP = {"consents": "pass", "declines": "fail", "none": "none"}
"""Where a council stands, by the majority of its members present and voting."""
Thing = dict[str, Any]


@dataclass(frozen=True)
class Council:
    """An owning council, now or once."""

    slug: str
    name: str


@dataclass(frozen=True)
class Organised:
    """A body of the company, or of one council."""

    slug: str
    name: str
    kind: str


@dataclass(frozen=True)
class Public:
    """All of it that is public: what the document is made from."""

    root: str
    """The portal's address without a slash at the end."""
    company: str
    name: str
    councils: Sequence[Council]
    bodies: Sequence[Organised]
    seats: Sequence[Seat]
    voted: Sequence[Voted]


def document(data: Public) -> Thing:
    """Persons, organizations, posts, memberships, motions and vote events, each by its id."""
    return {
        "persons": _persons(data),
        "organizations": _organizations(data),
        "posts": _posts(data),
        "memberships": [_membership(data, seat) for seat in data.seats],
        "motions": [_motion(data, each) for each in data.voted],
        "vote_events": [_vote_event(data, each) for each in data.voted],
    }


def _persons(data: Public) -> list[Thing]:
    held = {seat.person: seat.name for seat in data.seats}
    voted = {one.person: one.name for each in data.voted for one in each.named}
    return [{"id": _person(number), "name": name} for number, name in {**voted, **held}.items()]


def _organizations(data: Public) -> list[Thing]:
    company = {
        "id": data.company,
        "name": data.name,
        "classification": "company",
        "links": [{"url": f"{data.root}/{data.company}/", "note": "Home page"}],
    }
    councils = [
        _organization(data, f"councils/{each.slug}", each.name, "council", None)
        for each in data.councils
    ]
    whose = _councils_of_bodies(data)
    bodies = [
        _organization(
            data, f"bodies/{each.slug}", each.name, each.kind, whose.get(each.slug, data.company)
        )
        for each in data.bodies
    ]
    return [company, *councils, *bodies]


def _organization(data: Public, path: str, name: str, kind: str, parent: str | None) -> Thing:
    found: Thing = {"id": path, "name": name, "classification": kind.replace("_", " ")}
    if parent:
        found["parent_id"] = parent
    return {**found, "links": [{"url": f"{data.root}/{data.company}/{path}/"}]}


def _councils_of_bodies(data: Public) -> Mapping[str, str]:
    """The council whose own body each is: the one that fills its seats."""
    kinds = {each.slug: each.kind for each in data.bodies}
    found: dict[str, set[str]] = {}
    for seat in data.seats:
        if seat.body and seat.council and kinds.get(seat.body) in COUNCIL_KINDS:
            found.setdefault(seat.body, set()).add(seat.council)
    return {
        body: f"councils/{min(councils)}" for body, councils in found.items() if len(councils) == 1
    }


def _posts(data: Public) -> list[Thing]:
    names = {each.slug: each.name for each in data.councils}
    names |= {each.slug: each.name for each in data.bodies}
    posts: dict[str, Thing] = {}
    for seat in data.seats:
        where = [names.get(seat.body or "", data.name), names.get(seat.council or "", "")]
        label = ", ".join([TITLES[seat.role], *(each for each in where if each)])
        posts.setdefault(
            _post(seat),
            {
                "id": _post(seat),
                "label": label,
                "role": TITLES[seat.role],
                "organization_id": _organization_of(data, seat),
            },
        )
    return list(posts.values())


def _membership(data: Public, seat: Seat) -> Thing:
    found: Thing = {
        "id": f"{_post(seat)}/{seat.person}/{seat.starts_on.isoformat()}",
        "person_id": _person(seat.person),
        "organization_id": _organization_of(data, seat),
        "post_id": _post(seat),
        "role": TITLES[seat.role],
        "start_date": seat.starts_on.isoformat(),
    }
    if seat.council:
        found["on_behalf_of_id"] = f"councils/{seat.council}"
    if seat.ends_on:
        found["end_date"] = seat.ends_on.isoformat()
    return found


def _motion(data: Public, each: Voted) -> Thing:
    return {
        "id": f"motions/{each.matter}/{each.letter}",
        "organization_id": f"bodies/{each.body}",
        "text": each.text,
        "classification": VERBS[each.verb].lower(),
        "date": _moment(each.submitted_at),
        "requirement": code_in_words(each.rule),
        "result": RESULTS[each.result],
        "sources": _sources(data, each),
    }


def _vote_event(data: Public, each: Voted) -> Thing:
    found: Thing = {
        "id": f"votes/{each.matter}/{each.letter}",
        "organization_id": f"bodies/{each.body}",
        "motion_id": f"motions/{each.matter}/{each.letter}",
        "classification": MANNERS[each.manner].lower(),
        "result": RESULTS[each.result],
        "counts": _counts(each.tally),
        "group_results": [_group_result(of_council) for of_council in each.tally],
        "votes": [
            {"voter_id": _person(one.person), "option": OPTIONS[one.choice]} for one in each.named
        ],
        "sources": _sources(data, each),
    }
    times = {"start_date": each.opened_at, "end_date": each.closed_at}
    return {**found, **{name: _moment(moment) for name, moment in times.items() if moment}}


def _counts(tally: Iterable[Mapping[str, Any]]) -> list[Thing]:
    """The votes of all together, then those of each council."""
    whole: Counter[str] = Counter()
    apart: list[Thing] = []
    for of_council in tally:
        group = f"councils/{of_council['slug']}"
        for name, option in OPTIONS.items():
            whole[option] += of_council[name]
            apart.append({"option": option, "value": of_council[name], "group_id": group})
    together = [{"option": option, "value": value} for option, value in whole.items()]
    return [*together, *apart]


def _group_result(of_council: Mapping[str, Any]) -> Thing:
    stands = position(Counter({name: of_council[name] for name in ("for", "against")}))
    return {"group_id": f"councils/{of_council['slug']}", "result": OF_GROUP[stands]}


def _sources(data: Public, each: Voted) -> list[Thing]:
    return [{"url": f"{data.root}/{data.company}/decisions/{each.matter}"}]


def _organization_of(data: Public, seat: Seat) -> str:
    return f"bodies/{seat.body}" if seat.body else data.company


def _post(seat: Seat) -> str:
    place = [seat.body or "company", seat.role.value, *([seat.council] if seat.council else [])]
    return "/".join(["posts", *place])


def _person(number: int) -> str:
    return f"persons/{number}"


def _moment(moment: datetime | date) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()
