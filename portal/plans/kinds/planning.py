"""What a plan sets out to do: priorities year by year (AfC 2019–2024), commissioning outcomes and
objectives above them, intentions below them (TfC 2019–2022), the focus areas of a strategy."""

from portal.plans.kinds.registry import (
    LEADS,
    LONGEST_WORDING,
    Field,
    Kind,
    refs,
    text,
    title,
    wording,
)

NARRATIVE = Kind(
    "narrative",
    "passage",
    "passages",
    "prose",
    (title(), wording(message="Enter the wording.")),
    code="N",
)
OUTCOMES = Kind(
    "outcomes",
    "commissioning outcome",
    "commissioning outcomes",
    "table",
    (title("Outcome"), wording("What the council wants to see"), *LEADS[:1]),
    ("title", "wording", "lead"),
    code="O",
)
OBJECTIVES = Kind(
    "objectives",
    "strategic objective",
    "strategic objectives",
    "table",
    (title("Objective"), wording("What it means"), refs("serves", "Serves")),
    ("title", "wording", "serves"),
    code="S",
)
AREAS = Kind(
    "business-areas",
    "business area",
    "business areas",
    "table",
    (title("Business area"), wording("What it does"), refs("serves", "Serves"), *LEADS),
    ("title", "wording", "lead"),
    code="B",
)
PRIORITIES = Kind(
    "priorities",
    "priority",
    "priorities",
    "priorities",
    (
        title(),
        wording(message="Enter the wording."),
        Field(
            "theme",
            "Theme",
            hint="Priorities of several councils with the same theme are compared in one row. "
            "Separate several themes with semicolons.",
            most=200,
        ),
        text("outcome", "Outcome"),
        refs("serves", "Serves", "References of the outcomes and objectives it serves."),
        text("evidence", "Why: the evidence", "the evidence"),
        Field("attachments", "Attached files", "files", most=LONGEST_WORDING),
        refs("evidence_refs", "Evidence records", "References of evidence, figures, challenges."),
        text("success_measure", "How we will know", "the measure"),
        refs("measures", "Measures", "References of the measures that show it."),
        *LEADS,
        Field(
            "supporting",
            "Supporting plans",
            "lines",
            "A plan's name or address to a line.",
            most=4000,
        ),
    ),
    has_years=True,
    years_after="evidence_refs",
)
INTENTIONS = Kind(
    "intentions",
    "intention",
    "intentions",
    "table",
    (
        title("Intention"),
        wording("What we intend"),
        refs("serves", "Serves", "References of the priorities it stands under."),
        text("outcome", "Outcomes"),
        *LEADS,
        Field(
            "supporting",
            "Supporting plans",
            "lines",
            "A plan's name or address to a line.",
            most=4000,
        ),
    ),
    ("title", "outcome", "lead", "supporting", "serves"),
    code="I",
)
FOCUS = Kind(
    "focus",
    "focus area",
    "focus areas",
    "table",
    (
        title("Focus area"),
        text("excellence", "Our priorities for excellence"),
        text("story", "Our story"),
        text("agenda", "Improvement agenda"),
        *LEADS,
    ),
    ("title", "excellence", "story", "agenda"),
    code="F",
)

KINDS = (NARRATIVE, OUTCOMES, OBJECTIVES, AREAS, PRIORITIES, INTENTIONS, FOCUS)
