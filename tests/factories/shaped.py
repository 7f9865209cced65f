"""Plans in the shapes that councils' companies really use, written through the room's services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.plans import queries, service
from portal.plans.content import Content, Milestone
from portal.plans.models import Plan
from portal.plans.queries import frames
from portal.plans.service import arranging, framing
from portal.plans.service.starts import sections_of
from portal.plans.shapes import PlanDetails, SectionDetails
from tenants.scope import Scope

Texts = Mapping[str, str]
FOCUS = (
    "Early years",
    "Schools and learning",
    "Safety at home",
    "Children in care",
    "Moving into adult life",
    "Health and wellbeing",
    "Our workforce",
)
DOMAINS = ("Help and protection", "Children in care and leaving care", "Leadership")


@dataclass(frozen=True)
class Shape:
    """A plan: its cover, its sections, and what stands in each section, by letter."""

    details: PlanDetails
    sections: Sequence[SectionDetails]
    items: Mapping[str, Sequence[Texts]]
    areas: Sequence[str] = ()


def write(scope: Scope, shape: Shape) -> Plan:
    """Write a plan of this shape."""
    plan = framing.begin_plan(scope, shape.details, shape.sections, shape.areas)
    for letter, items in shape.items.items():
        section = queries.find_section(scope, plan, letter)
        assert section is not None, letter
        years = [Milestone(f"{letter}-1", shape.details.first_year, "A first step")]
        steps = years if section.kind == "priorities" else []
        for texts in items:
            arranging.new_item(scope, plan, section, Content.of(texts, steps))
    return plan


def annex_a(scope: Scope) -> Shape:
    """AfC 2019–2024: A introduction, B vision, C shared priorities, then the councils, D to F."""
    details = PlanDetails("annex-a", "Plan as Annex A", "business", 2019, 5)
    sections = sections_of("priorities", 0, scope.councils, ())
    priority = {
        "title": "Children are safe",
        "wording": "We will keep children safe.",
        "outcome": "Children say that they are safe.",
        "lead": "Director of Social Care; Director of Education",
        "organisations": "The police",
        "supporting": "Workforce plan\nFinancial plan",
    }
    letters = {section.letter: section.kind for section in sections}
    return Shape(
        details,
        sections,
        {
            letter: [priority]
            if kind == "priorities"
            else [{"title": "Why we plan", "wording": "Plainly **said**."}]
            for letter, kind in letters.items()
        },
    )


def intentions(scope: Scope) -> Shape:
    """TfC 2019–2022: five priorities, three intentions under each, and the framework of plans."""
    prefix = scope.area(0).prefix
    headings = [
        ("Objectives", "objectives"),
        ("Priorities", "priorities"),
        ("Intentions", "intentions"),
        ("The framework of plans", "framework"),
        ("How it is approved", "route"),
    ]
    sections = [
        SectionDetails(letter, title, kind, 0)
        for letter, (title, kind) in zip("ABCDE", headings, strict=True)
    ]
    items: dict[str, list[Texts]] = {
        "A": [{"title": "Better lives", "wording": "What we are for."}],
        "B": [
            {"title": f"Priority {n}", "wording": f"Wording {n}", "serves": f"{prefix}-S01"}
            for n in range(1, 6)
        ],
        "C": [
            {
                "title": f"Intention {p}.{n}",
                "outcome": "Fewer children wait.",
                "lead": "Head of Early Help; Head of Safeguarding",
                "organisations": "Northumbria Police",
                "supporting": "Early help strategy\nNeglect strategy",
                "serves": f"{prefix}-{p:02}",
            }
            for p in range(1, 6)
            for n in range(1, 4)
        ],
        "D": [
            {
                "title": "Business plan",
                "plan_kind": "business",
                "covers": "The company",
                "period": "Three years",
                "signed_off_by": "Board",
                "signed_off_on": "March 2019",
                "lead": "Chief executive",
            },
            {
                "title": "Operational plan",
                "plan_kind": "operational",
                "covers": "Each service",
                "signed_off_by": "Leadership team",
                "signed_off_on": "30/04/2019",
                "serves": f"{prefix}-P01",
            },
            {"title": "Team plans", "plan_kind": "team", "signed_off_by": "Managers"},
        ],
        "E": [
            {"title": "Draft to the board", "stage": "board", "dated": "January 2019"},
            {
                "title": "Staff and families read it",
                "stage": "engagement",
                "dated": "February 2019",
                "body": "Children’s council",
                "wording": "Two sessions, led by the participation team.",
            },
            {"title": "The council agrees", "stage": "owner", "body": "Cabinet"},
        ],
    }
    details = PlanDetails("intentions", "Plan with intentions", "business", 2019, 3)
    return Shape(details, sections, items)


def improvement(scope: Scope) -> Shape:
    """TfC’s improvement plan: judgements, recommendations, actions under three domains."""
    prefix = scope.area(0).prefix
    items: dict[str, list[Texts]] = {
        "B": [
            {"title": "Help and protection", "judgement": "Requires improvement", "dated": "2018"}
        ],
        "C": [
            {
                "title": "See every child alone",
                "number": "1",
                "evidence_refs": f"{prefix}-J01",
                "leads_to": f"{prefix}-A01",
            }
        ],
    }
    for letter in "DEF":
        items[letter] = [
            {
                "title": f"Action of {letter}",
                "wording": "In *detail*.",
                "when": "31/02/2020",
                "lead": "Head of Service – Safeguarding",
                "high_priority": "yes",
                "comments": "Under way",
                "serves": f"{prefix}-D01",
            }
        ]
    details = PlanDetails("improvement", "Improvement plan", "improvement", 2020, 2)
    return Shape(details, sections_of("domains", 0, scope.councils, DOMAINS), items)


def strategy(scope: Scope) -> Shape:
    """Seven focus areas, each with its priorities, story and agenda, then its actions."""
    items = {
        letter: [
            {
                "title": f"Do {n} for {area}",
                "wording": "How it is done.",
                "when": "Ongoing in 2016/17",
                "lead": "Assistant director",
                "comments": "Reports to the programme board",
            }
            for n in range(1, 3)
        ]
        for letter, area in zip("CDEFGHI", FOCUS, strict=True)
    }
    details = PlanDetails("strategy", "Strategy by focus area", "strategy", 2019, 3)
    return Shape(details, sections_of("focus", 0, scope.councils, FOCUS), items, FOCUS)


def describe_areas(scope: Scope, plan: Plan) -> None:
    """Write the three texts of every focus area."""
    for item in queries.items_of(scope, plan.id, 0):
        if "-F" not in item.ref:
            continue
        now = queries.content_of(queries.revision(scope, item.id, item.head))
        texts = {
            "excellence": f"What good looks like in {now.title.lower()}.",
            "story": "What families tell us, and what the figures say.",
            "agenda": "- Earlier help\n- Fewer moves",
        }
        service.revise(scope, item, now.with_texts(texts), base=item.head)


def delivery(scope: Scope, parent: str) -> Shape:
    """Financial, performance, equality, workforce and risks, under another plan."""
    above = queries.find_plan(scope, parent)
    board = next(body for body in frames.bodies(scope) if body.slug == "board")
    details = PlanDetails(
        "delivery",
        "Delivery plans",
        "delivery",
        2019,
        1,
        parent_id=above.id if above else None,
        lineage="interim",
        owner_body_id=board.id,
    )
    items: dict[str, list[Texts]] = {
        "A": [
            {"title": "Staff", "amounts": "2019/20: 41,200\n2020/21: 42,010"},
            {"title": "Grants", "line_kind": "income", "amounts": "2019/20: (3,400)"},
            {"title": "Net", "line_kind": "total", "amounts": "2019/20: 37,800"},
        ],
        "B": [
            {
                "title": "Children in care per 10,000",
                "measure_set": "contractual",
                "polarity": "lower",
                "target": "375",
                "tolerance": "375.1–402.9",
                "frequency": "Monthly",
                "lead": "Head of Performance",
            },
            {"title": "Families’ words", "target": "Monitor"},
        ],
        "C": [{"title": "Move a centre", "assessed": "1 May 2019", "decided": "June 2019"}],
        "D": [{"title": "Keep social workers", "outcome": "Fewer agency staff"}],
        "E": [
            {
                "title": "Too few foster carers",
                "likelihood": "4",
                "impact": "3",
                "controls": "Recruitment *all year*",
                "further": "Offer more support",
                "lead": "Head of Placements",
            }
        ],
    }
    return Shape(details, sections_of("delivery", 0, scope.councils, ()), items)
