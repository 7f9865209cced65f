"""Every path that can be made from the rows there are: this is how the matrix grows by itself.

A new route with a variable that nobody described here fails ``test_every_variable_is_described``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from portal.actions.models import ArisenAction
from portal.chamber.models import Motion
from portal.decisions.models import Delegation, Matter, Recommendation, ReservedMatter
from portal.decisions.rules.owners import owners_of
from portal.effects.models import Condition
from portal.engagement.models import Answer, Comment, Group, Response, Round
from portal.executive import pages as notice_pages
from portal.executive.law import NAMES
from portal.executive.models import ExecutiveNotice, Representation
from portal.interests import members
from portal.interests.models import Declaration, Dispensation, Interest
from portal.jobs.models import Job
from portal.kit import digests
from portal.meetings.models import Agenda, AgendaItem, Meeting
from portal.minutes.models import Minutes, Passage
from portal.open_data.datasets import DATASETS
from portal.packs.models import Pack
from portal.papers.models import Report, ReportAnnex, ReportClearance, ReportFile
from portal.plans.models import Item, Plan, Section
from portal.plans.models.frozen import Version
from portal.plans.outside.files import FORMATS
from portal.reading.models import PaperNote
from portal.web.guard import access_of
from tenants.audiences import PUBLIC
from tenants.models import Body
from tenants.roles import Permission
from tenants.scope import Scope
from tests.factories import marked, papers_marked, waited
from tests.factories.world import COMPANIES, World
from tests.isolation.who_reads import OPEN_TO_ALL, Person, reads, reads_row

Visible = Callable[[Person], bool]
NOWHERE = "nothing-of-that-name"
NUMBERED = {"member", "job", "executive_notice", "report", "arisen"}
"""The variables that are numbers, of things that stand in no other."""


@dataclass(frozen=True)
class Thing:
    """A value of a path's variable, for whom it is there, and whose it is."""

    value: str
    visible: Visible
    area: str | None = None
    within: dict[str, list["Thing"]] = field(default_factory=dict)
    """The things that stand in this one, by the variable that names them."""


@dataclass(frozen=True)
class Place:
    """One path of one route, for whom its things are there, and what it needs."""

    rule: Rule
    path: str
    company: str
    needs: Permission | None
    visible: Visible
    area: str | None = None

    def __str__(self) -> str:
        return self.path


Things = dict[str, dict[str, list[Thing]]]
"""By company, then by variable."""


def things_of(world: World) -> Things:
    """What there is, as the operator of each company sees it."""
    return {company: _of_company(world, company) for company in COMPANIES}


def _of_company(world: World, company: str) -> dict[str, list[Thing]]:
    notes = _notes(world, company)
    with world.operator_of(company) as scope:
        prefixes = {area.prefix: area.slug if area.area_id else None for area in scope.areas}
        councils = [Thing(area.slug, _anybody) for area in scope.councils]
        areas = [
            Thing(area.slug, _anybody, area.slug if area.area_id else None) for area in scope.areas
        ]
        items = scope.session.execute(select(Item.plan_id, Item.ref)).all()
        actions = scope.session.execute(
            select(Item.plan_id, Item.ref)
            .join(Section, Section.id == Item.section_id)
            .where(Section.kind == "actions")
        ).all()
        said = _comments(scope, company)
        slugs = {area.area_id: area.slug if area.area_id else None for area in scope.areas}
        columns = (Section.plan_id, Section.letter, Section.subject_area_id)
        sections = scope.session.execute(select(*columns)).all()
        measures = scope.session.execute(
            select(Item.plan_id, Item.ref)
            .join(Section, Section.id == Item.section_id)
            .where(Section.kind == "measures")
        ).all()
        risks = scope.session.execute(
            select(Item.plan_id, Item.ref)
            .join(Section, Section.id == Item.section_id)
            .where(Section.kind == "risks")
        ).all()
        versions = scope.session.execute(select(Version.plan_id, Version.number, Version.state))
        frozen = versions.all()
        plans = [
            Thing(
                plan.slug,
                partial(_sees_plan, company, plan.slug),
                within={
                    "ref": [
                        _ref(company, plan.slug, ref, prefixes, said.get((plan_id, ref), []))
                        for plan_id, ref in items
                        if plan_id == plan.id
                    ],
                    "action": [
                        _action(company, plan.slug, ref, prefixes)
                        for plan_id, ref in actions
                        if plan_id == plan.id
                    ],
                    "section": [
                        _section(company, plan.slug, letter, slugs.get(area_id))
                        for plan_id, letter, area_id in sections
                        if plan_id == plan.id
                    ],
                    "measure": [
                        _measure(company, plan.slug, ref, prefixes)
                        for plan_id, ref in measures
                        if plan_id == plan.id
                    ],
                    "risk": [
                        _measure(company, plan.slug, ref, prefixes)
                        for plan_id, ref in risks
                        if plan_id == plan.id
                    ],
                    "version": [
                        Thing(str(number), partial(_sees_version, company, state), within=FILES)
                        for plan_id, number, state in frozen
                        if plan_id == plan.id
                    ],
                    **FILES,
                },
            )
            for plan in scope.session.scalars(select(Plan))
        ]
        letters = scope.session.execute(select(Recommendation.matter_id, Recommendation.letter))
        lettered = letters.all()
        kept = select(Condition.id, Condition.matter_id, Condition.file_name)
        conditions = scope.session.execute(kept).all()
        matters = [
            Thing(
                matter.slug,
                partial(_sees_matter, company, matter.state),
                within={
                    "letter": [
                        Thing(letter, _anybody) for owner, letter in lettered if owner == matter.id
                    ],
                    "condition": [
                        Thing(str(number), _anybody)
                        for number, owner, _ in conditions
                        if owner == matter.id
                    ],
                    "evidence": [
                        Thing(str(number), _anybody)
                        for number, owner, file in conditions
                        if owner == matter.id and file
                    ],
                    "declaration": [
                        Thing(str(number), _anybody)
                        for number in scope.session.scalars(
                            select(Declaration.id).where(Declaration.matter_id == matter.id)
                        )
                    ],
                    "owner": [
                        Thing(owner.slug, _anybody, owner.slug) for owner in owners_of(matter.rule)
                    ],
                },
            )
            for matter in scope.session.scalars(select(Matter))
        ]
        decided = [
            Thing(matter.slug, partial(_sees_matter, company, matter.state))
            for matter in scope.session.scalars(select(Matter).where(Matter.state == "decided"))
        ]
        consultations = consultations_of(scope, company)
        bodies = [Thing(slug, _anybody) for slug in scope.session.scalars(select(Body.slug))]
        registered = members_with_registers(scope, company)
        lines = _lines(scope)
        meetings = _meetings(scope, company, notes)
        jobs = _jobs(scope, company)
        notices = [
            Thing(str(number), _anybody)
            for number in scope.session.scalars(select(ExecutiveNotice.id))
        ]
        reports, minutes = _reports(scope, company), _minutes(scope, company)
    return {
        "body": bodies,
        "council": councils,
        "area": areas,
        "plan": plans,
        "matter": matters,
        "decision": decided,
        "consultation": consultations,
        "member": registered,
        "line": lines,
        "meeting": meetings,
        "job": jobs,
        "dataset": [Thing(name, _anybody) for name in DATASETS],
        "executive_notice": notices,
        "report": reports,
        **minutes,
    }


def _reports(scope: Scope, company: str) -> list[Thing]:
    """The reports with what belongs to each, there for who reads it; who cleared a public one is
    not public."""
    states = {title: state for state, title in papers_marked.TITLES.items()}
    things = []
    # Where a wall is broken on purpose there are more, or fewer, than there should be.
    for report, title in scope.session.execute(
        select(Report, AgendaItem.title)
        .join(AgendaItem, AgendaItem.id == Report.item_id)
        .where(AgendaItem.title.in_(states), Report.company_id == scope.company_id)
        .order_by(Report.id)
    ):
        state = states[title]
        reads_it = partial(_reads, company, None, state)
        within = {
            "file": _of_report(scope, ReportFile, report, reads_it),
            "annex": _of_report(scope, ReportAnnex, report, reads_it),
            "clearance": []
            if state == "public"
            else _of_report(scope, ReportClearance, report, reads_it),
        }
        things.append(Thing(str(report.item_id), reads_it, within=within))
    return things


def _of_report(
    scope: Scope,
    rows: type[ReportFile] | type[ReportAnnex] | type[ReportClearance],
    report: Report,
    visible: Visible,
) -> list[Thing]:
    numbers = scope.session.scalars(select(rows.id).where(rows.report_id == report.id))
    return [Thing(str(number), visible) for number in numbers]


def _notes(world: World, company: str) -> list[tuple[int, int]]:
    """The notes on papers, by their meeting: their author alone sees that they are there."""
    with world.scope_of(marked.NOTING[company], company) as scope:
        rows = scope.session.execute(select(PaperNote.meeting_id, PaperNote.id))
        return [(meeting_id, number) for meeting_id, number in rows]


def _meetings(scope: Scope, company: str, notes: list[tuple[int, int]]) -> list[Thing]:
    """The meetings with the items of their agendas, there for who may know of them."""
    slugs = {body.id: body.slug for body in scope.session.scalars(select(Body))}
    items = scope.session.execute(
        select(AgendaItem.meeting_id, AgendaItem.number, AgendaItem.audience).where(
            AgendaItem.state != "removed"
        )
    ).all()
    packs = scope.session.execute(
        select(Pack.meeting_id, Pack.slug, Pack.item_id, Pack.audience).where(
            Pack.state == "published"
        )
    ).all()
    published = scope.session.execute(
        select(Agenda.meeting_id, Agenda.sequence, Agenda.audience)
    ).all()
    said = scope.session.execute(
        select(Representation.meeting_id, Representation.id, Representation.audience)
    ).all()
    moved = scope.session.execute(select(Motion.meeting_id, Motion.id, Motion.audience)).all()
    return [
        Thing(
            found.slug,
            partial(_reads_row, company, found.audience, slugs),
            within={
                "item": [
                    Thing(
                        str(number),
                        partial(_reads_row, company, audience, slugs),
                        within={"notice_kind": KINDS},
                    )
                    for of, number, audience in items
                    if of == found.id
                ],
                "representation": [
                    Thing(str(number), partial(_reads_row, company, audience, slugs))
                    for of, number, audience in said
                    if of == found.id
                ],
                "pack": [
                    Thing(number, partial(_reads_pack, company, restricted, audience, slugs))
                    for of, number, restricted, audience in packs
                    if of == found.id
                ],
                "publication": [
                    Thing(str(number), partial(_reads_row, company, audience, slugs))
                    for of, number, audience in published
                    if of == found.id
                ],
                "note": [
                    Thing(str(number), partial(_reads, company, None, "noted"))
                    for of, number in notes
                    if of == found.id
                ],
                "motion": [
                    Thing(str(number), partial(_reads_row, company, audience, slugs))
                    for of, number, audience in moved
                    if of == found.id
                ],
            },
        )
        for found in scope.session.scalars(select(Meeting))
    ]


def _reads_pack(
    company: str, restricted: int | None, audience: str, slugs: dict[int, str], person: Person
) -> bool:
    """A restricted pack is there for whoever reads its item's paper."""
    if restricted is not None:
        return reads(person, company, None, "paper")
    return _reads_row(company, audience, slugs, person)


def _minutes(scope: Scope, company: str) -> dict[str, list[Thing]]:
    """The minutes, those of Part II by themselves, and the actions that arose."""
    slugs = {body.id: body.slug for body in scope.session.scalars(select(Body))}
    held = scope.session.execute(
        select(Meeting, Minutes).join(Minutes, Minutes.meeting_id == Meeting.id)
    ).all()
    passages = scope.session.execute(
        select(Passage.minutes_id, Passage.key, Passage.part).order_by(Passage.id)
    ).all()
    lines = scope.session.scalars(select(ArisenAction)).all()
    told = partial(_reads, company, None, "submitted")
    let_in = partial(_reads, company, None, "exempt")
    return {
        "minuted": [
            Thing(
                found.slug,
                partial(_reads_row, company, minutes.audience, slugs),
                within={
                    "passage": [
                        Thing(
                            key, _anybody if part == 1 else partial(_reads, company, None, "exempt")
                        )
                        for of, key, part in passages
                        if of == minutes.id
                    ],
                    "struck": [
                        Thing(str(line.id), told) for line in lines if line.meeting_id == found.id
                    ],
                },
            )
            for found, minutes in held
        ],
        "exempted": [Thing(found.slug, let_in) for found, _ in held],
        "arisen": [Thing(str(line.id), told) for line in lines],
    }


def _reads_row(company: str, audience: str, slugs: dict[int, str], person: Person) -> bool:
    """Whether she reads a shared row of this audience."""
    kind, _, number = audience.partition("-")
    named = f"body {slugs[int(number)]}" if kind == "body" else audience
    return reads_row(person, company, None, named)


def members_with_registers(scope: Scope, company: str) -> list[Thing]:
    """The member with a register and one without, with the entries and dispensations of each."""
    whose = scope.session.scalars(select(Interest.person_id)).first()
    found = members.members(scope)
    shown = [each for each in found if each.id == whose] + found[:2]
    return [
        Thing(
            str(each.id),
            _anybody,
            within={
                "interest": [
                    Thing(
                        str(row.id),
                        partial(_reads, company, None, "withheld" if row.sensitive else "public"),
                    )
                    for row in scope.session.scalars(
                        select(Interest).where(Interest.person_id == each.id)
                    )
                ],
                "dispensation": [
                    Thing(str(row.id), partial(_reads, company, None, row.audience))
                    for row in scope.session.scalars(
                        select(Dispensation).where(Dispensation.person_id == each.id)
                    )
                ],
            },
        )
        for each in {each.id: each for each in shown}.values()
    ]


def _lines(scope: Scope) -> list[Thing]:
    """The lines of the register, with what is delegated of each: the public's."""
    delegated = scope.session.execute(select(Delegation.number, Delegation.id)).all()
    numbers = scope.session.scalars(select(ReservedMatter.number).distinct())
    return [
        Thing(
            str(number),
            _anybody,
            within={
                "delegation": [Thing(str(key), _anybody) for of, key in delegated if of == number]
            },
        )
        for number in numbers
    ]


def _jobs(scope: Scope, company: str) -> list[Thing]:
    """The jobs: of all directors, and of the one who asked."""
    rows = scope.session.execute(select(Job.id, Job.audience).where(Job.kind == waited.KIND))
    states = {audience: state for state, audience in waited.STATES.items()}
    return [
        Thing(str(number), partial(_reads, company, None, states.get(audience, "unsaved")))
        for number, audience in rows
    ]


def consultations_of(scope: Scope, company: str) -> list[Thing]:
    """The consultations, with the groups, responses and answers that stand in each."""
    rounds = scope.session.scalars(select(Round)).all()
    return [
        Thing(
            found.slug,
            partial(_reads, company, None, _state_of(found)),
            OPEN_TO_ALL if found.audience == PUBLIC else None,
            within={
                "group": _inside(scope, company, found, Group),
                "response": _inside(scope, company, found, Response),
                "answer": _inside(scope, company, found, Answer),
            },
        )
        for found in rounds
    ]


def _inside(
    scope: Scope, company: str, found: Round, rows: type[Group] | type[Response] | type[Answer]
) -> list[Thing]:
    """The rows of a consultation: the public ones, those of a council, and the others."""
    slugs = {area.area_id: area.slug for area in scope.councils}
    inside = scope.session.execute(
        select(rows.id, rows.area_id, rows.audience).where(rows.round_id == found.id)
    )
    alike = ("public", "released", "directors")
    return [
        Thing(
            str(number),
            partial(
                _reads,
                company,
                slugs.get(area_id) if audience in alike else None,
                audience if audience in alike else "asked",
            ),
        )
        for number, area_id, audience in inside
    ]


def _state_of(found: Round) -> str:
    return "public" if found.audience == PUBLIC else "asked"


def _reads(company: str, area: str | None, state: str, person: Person) -> bool:
    return reads(person, company, area, state)


def _comments(scope: Scope, company: str) -> dict[tuple[int, str], list[Thing]]:
    slugs = {area.area_id: area.slug for area in scope.councils}
    found: dict[tuple[int, str], list[Thing]] = {}
    rows = scope.session.execute(
        select(Item.plan_id, Item.ref, Comment).join(Comment, Comment.item_id == Item.id)
    )
    for plan_id, ref, comment in rows:
        state = {"editors": "draft"}.get(comment.audience, comment.audience)
        reads_it = partial(_reads, company, slugs.get(comment.area_id), state)
        found.setdefault((plan_id, ref), []).append(Thing(str(comment.id), reads_it))
    return found


def _ref(
    company: str, plan: str, ref: str, prefixes: dict[str, str | None], comments: list[Thing]
) -> Thing:
    area = prefixes.get(ref.partition("-")[0])
    files = [_file(company, area, state) for state in marked.PLANS.get(plan, ())]
    within = {"digest": files if "-" in ref else [], "comment": comments}
    return Thing(ref, partial(_sees_area, company, plan, area), area, within)


def _measure(company: str, plan: str, ref: str, prefixes: dict[str, str | None]) -> Thing:
    area = prefixes.get(ref.partition("-")[0])
    return Thing(ref, partial(_sees_area, company, plan, area), area)


def _action(company: str, plan: str, ref: str, prefixes: dict[str, str | None]) -> Thing:
    """An action, there for who reads its text and may know how it stands."""
    area = prefixes.get(ref.partition("-")[0])
    return Thing(ref, partial(_sees_action, company, plan, area), area)


def _sees_action(company: str, plan: str, area: str | None, person: Person) -> bool:
    return _sees_area(company, plan, area, person) and reads(person, company, area, "released")


def _file(company: str, area: str | None, state: str) -> Thing:
    """The file that the text of a state names, there for who may read that text."""
    content = marked.notes(marked.word(company, area, state)).content
    sees = partial(_reads_state, company, area, state)
    return Thing(digests.of_bytes(content), sees, area)


def _reads_state(company: str, area: str | None, state: str, person: Person) -> bool:
    return reads(person, company, area, state)


def _section(company: str, plan: str, letter: str, area: str | None) -> Thing:
    """A section that can be added to and arranged: it is there for who reads its draft."""
    return Thing(letter, partial(_sees_draft, company, plan, area), area)


def _sees_draft(company: str, plan: str, area: str | None, person: Person) -> bool:
    return reads(person, company, area, DRAFTS[plan])


DRAFTS = {
    "marked-draft": "draft",
    "marked-released": "released",
    "marked-submitted": "edited",
    "marked-public": "edited",
    "marked-in-force": "edited",
    **marked.OWN_PLANS,
}
"""In which state the draft of each plan is read."""


def _anybody(_: Person) -> bool:
    return True


KINDS = [Thing(notice_pages.slug(kind), _anybody) for kind in NAMES]
"""What an executive body gives notice of."""
FILES = {"ending": [Thing(ending, _anybody) for ending in FORMATS]}
"""What a plan and a version can be downloaded as."""


def _nobody(_: Person) -> bool:
    return False


def _sees_area(company: str, plan: str, area: str | None, person: Person) -> bool:
    states = marked.PLANS.get(plan, (marked.OWN_PLANS.get(plan, "draft"),))
    return any(reads(person, company, area, state) for state in states)


def _sees_plan(company: str, plan: str, person: Person) -> bool:
    if plan in marked.OWN_PLANS:
        return _sees_area(company, plan, marked.OWN_COUNCIL[company], person)
    return any(_sees_area(company, plan, area, person) for area in marked.AREAS[company])


def _sees_version(company: str, state: str, person: Person) -> bool:
    """A version's cover is shared; one that is only frozen is there for those who read drafts, one
    that was put before a body and not approved for those who read what is submitted."""
    approved = {"approved_in_principle", "approved", "approved_as_amended"}
    read_as = "draft" if state == "frozen" else "public" if state in approved else "submitted"
    return reads(person, company, None, read_as)


def _sees_matter(company: str, state: str, person: Person) -> bool:
    return reads(person, company, None, "public" if state == "decided" else "submitted")


SCRATCH = {
    "plans.keep_scratch",
    "plans.continue_scratch",
    "plans.discard_scratch",
    "plans.preview",
}
OF_ONE_PRIORITY = {
    *("plans.priority", "plans.edit", "plans.priority_json"),
    *("plans.attach", "plans.attachment", "plans.take_off"),
    *("plans.record_progress", "plans.thread_of"),
    *SCRATCH,
    *("plans.remove", "plans.restore"),
    *("plans.choose_source", "plans.keep_words", "plans.adopt_words"),
    *("plans.adapt_words", "plans.part_ways"),
}
STRANGE = {
    "version": "99",
    "letter": "z",
    "condition": "999",
    "evidence": "999",
    "owner": "nowhere",
    "ref": "XX-99",
    "measure": "XX-M99",
    "risk": "XX-R99",
    "action": "XX-99",
    "section": "ZZ9",
    "digest": "0" * 64,
    "ending": "exe",
    "comment": "999",
    "group": "999",
    "response": "999",
    "answer": "999",
    "interest": "999",
    "dispensation": "999",
    "declaration": "999",
    "delegation": "999",
    "item": "999",
    "pack": "no-such-pack",
    "publication": "999",
    "notice_kind": "some-notice",
    "representation": "999",
    "note": "999",
    "file": "999",
    "annex": "999",
    "clearance": "999",
    "motion": "999",
    "passage": "nothing",
    "struck": "999",
}
"""The variables of things that stand in another, each with a value that none has."""
DESCRIBED = {
    *("company", "body", "council", "area", "plan", "matter", "decision", "consultation"),
    *("member", "line", "meeting", "job", "dataset", "executive_notice", "report"),
    *("minuted", "exempted", "arisen"),
    *STRANGE,
}
"""The variables that ``things_of`` can fill."""


def company_rules(app: Flask) -> list[Rule]:
    """The routes of a company, in the order of their paths."""
    rules = [
        rule
        for rule in app.url_map.iter_rules()
        if (access := access_of(app, rule.endpoint)) and access.of_company
    ]
    return sorted(rules, key=lambda rule: rule.rule)


READ_ALONE = (
    *("plans", "meetings", "executive", "papers", "reading", "jobs"),
    *("consents", "effects", "interests", "decision_records"),
)
"""Rooms whose pages a file of their own reads as everybody (``test_the_rooms_read_alone``): the
walk of all others leaves them out."""
CHANGED_ALONE = ("meetings", "executive", "papers", "reading", "effects", "interests")
"""Rooms whose changes a file of their own tries as everybody."""


def endpoints_of(app: Flask, room: str = "", *, but: Sequence[str] = ()) -> set[str]:
    """The endpoints of one room, or of every room but some."""
    found = {rule.endpoint for rule in company_rules(app)}
    if room:
        return {endpoint for endpoint in found if endpoint.startswith(f"{room}.")}
    return {endpoint for endpoint in found if endpoint.partition(".")[0] not in but}


def places(app: Flask, things: Things, rules: list[Rule] | None = None) -> Iterator[Place]:
    """Every path of these routes in every company, with things of the other company tried too."""
    for rule in company_rules(app) if rules is None else rules:
        access = access_of(app, rule.endpoint)
        variables = [part[1] for part in _variables(rule) if part[1] != "company"]
        for company in COMPANIES:
            for chain in _chains(variables, things, company):
                values = dict(zip(variables, (thing.value for thing in chain), strict=True))
                yield Place(
                    rule,
                    app.url_map.bind("localhost").build(
                        rule.endpoint, {"company": company, **values}
                    ),
                    company,
                    access.permission if access else None,
                    partial(_sees_all, chain),
                    chain[-1].area if chain else None,
                )


def _variables(rule: Rule) -> list[tuple[int, str]]:
    """The variables of a rule in the order in which the guard resolves them."""
    found = [(rule.rule.index(f"{name}>"), name) for name in rule.arguments]
    return sorted(found)


def _sees_all(chain: list[Thing], person: Person) -> bool:
    return all(thing.visible(person) for thing in chain)


def _chains(variables: list[str], things: Things, company: str) -> list[list[Thing]]:
    chains: list[list[Thing]] = [[]]
    for variable in variables:
        chains = [
            [*chain, thing]
            for chain in chains
            for thing in _values(variable, chain, things, company)
        ]
    return chains


def _values(variable: str, chain: list[Thing], things: Things, company: str) -> list[Thing]:
    """What stands here, one thing of the other company, and something that is nowhere."""
    if variable in STRANGE:
        return [*chain[-1].within.get(variable, []), Thing(STRANGE[variable], _nobody)]
    here = things[company][variable]
    names = {thing.value for thing in here}
    other = next(name for name in things if name != company)
    foreign = [replace(t, visible=_nobody) for t in things[other][variable] if t.value not in names]
    nowhere = "999" if variable in NUMBERED else NOWHERE
    return [*here, *foreign[:1], Thing(nowhere, _nobody)]
