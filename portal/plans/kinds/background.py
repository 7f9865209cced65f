"""What stands behind a plan and above it: evidence, engagement, figures, challenges, what
inspectors said; and the framework of plans with its sign-off and its route of approval."""

from portal.plans.kinds.registry import LEADS, PLAN_KINDS, Field, Kind, asking, refs, title, wording

EVIDENCE_KINDS = (
    ("", "Not said"),
    ("needs-assessment", "Needs assessment"),
    ("corporate-plan", "Corporate plan"),
    ("inspection", "Inspection"),
    ("strategy", "Strategy"),
    ("consultation", "Consultation"),
)
STAGES = (
    ("board", "Board"),
    ("management", "Management"),
    ("engagement", "Engagement"),
    ("owner", "Owner"),
)

EVIDENCE = Kind(
    "evidence",
    "evidence record",
    "evidence records",
    "table",
    (
        title("Source"),
        Field("evidence_kind", "Kind", "choice", choices=EVIDENCE_KINDS),
        wording("What it says"),
        Field("dated", "Date", hint="As the source gives it."),
        Field("publisher", "Who published it"),
        Field("link", "Link", hint="An address that begins with https://."),
    ),
    ("title", "evidence_kind", "wording", "dated"),
    code="E",
)
ENGAGEMENT = Kind(
    "engagement",
    "engagement event",
    "engagement events",
    "table",
    (
        title("Group", "Enter the group."),
        Field(
            "asked",
            "Were they asked for this plan?",
            "choice",
            choices=(("yes", "Asked"), ("no", "Not asked")),
        ),
        Field("led_by", "Who led it"),
        Field("sessions", "Sessions", hint="How many, as counted."),
        Field("taking_part", "People taking part", hint="How many, as counted."),
        Field("dated", "When", hint="As written."),
        wording("What was said, or why they were not asked"),
    ),
    ("title", "asked", "led_by", "sessions", "taking_part", "wording"),
    code="G",
)
FIGURES = Kind(
    "figures",
    "context figure",
    "context figures",
    "table",
    (
        title("What is counted"),
        Field(
            "figure",
            "Figure",
            hint="As the source gives it, with its unit.",
            required="Enter the figure.",
        ),
        Field("dated", "At", hint="The day or period the figure is of."),
        Field("source", "Source"),
        Field("comparator", "Compared with", hint="Such as England, or statistical neighbours."),
        Field("comparator_figure", "Comparator’s figure"),
        wording("Note"),
    ),
    ("title", "figure", "dated", "source", "comparator", "comparator_figure"),
    code="X",
)
CHALLENGES = Kind(
    "challenges",
    "key challenge",
    "key challenges",
    "table",
    (
        title("Challenge"),
        wording("What makes it hard"),
        Field("source", "Evidence source", hint="In words, where it has no record of its own."),
        refs("evidence_refs", "Evidence records"),
    ),
    ("title", "wording", "source", "evidence_refs"),
    code="H",
)
JUDGEMENTS = Kind(
    "judgements",
    "inspection judgement",
    "inspection judgements",
    "table",
    (
        title("What was judged"),
        Field(
            "judgement",
            "Judgement",
            hint="As the inspectors gave it.",
            required="Enter the judgement.",
        ),
        Field("publisher", "Who judged"),
        Field("dated", "Date", hint="As written."),
        wording("What they said"),
    ),
    ("title", "judgement", "publisher", "dated"),
    code="J",
)
RECOMMENDATIONS = Kind(
    "recommendations",
    "recommendation",
    "recommendations",
    "table",
    (
        title("Recommendation"),
        wording("In full"),
        Field("number", "Number", hint="As the inspectors numbered it."),
        refs("evidence_refs", "Made by", "References of the judgement or inspection."),
        refs("leads_to", "Leads to", "References of the priorities and actions that answer it."),
    ),
    ("number", "title", "leads_to"),
    code="D",
)
FRAMEWORK = Kind(
    "framework",
    "plan of the framework",
    "plans of the framework",
    "table",
    (
        title("Plan", "Enter the plan’s name."),
        Field("plan_kind", "Type", "choice", choices=(("", "Not said"), *PLAN_KINDS)),
        Field("covers", "Covers", hint="The company, a council, a service or a team."),
        Field("period", "Period", hint="As written."),
        Field("signed_off_by", "Signed off by", hint="The body or person, as written."),
        Field("signed_off_on", "Sign-off date", hint="As written."),
        asking(LEADS[0], "Who writes it. Separate several posts with semicolons."),
        Field("address", "In this portal", hint="The plan’s address, if it is kept here."),
        refs("serves", "Stands under", "References of the plans above it."),
        wording("Note"),
    ),
    ("title", "plan_kind", "covers", "signed_off_by", "signed_off_on", "lead"),
    code="P",
)
ROUTE = Kind(
    "route",
    "stage of approval",
    "stages of approval",
    "table",
    (
        title("Stage"),
        Field("stage", "Kind of stage", "choice", choices=STAGES),
        Field("body", "Who", hint="The board, group or council body."),
        Field("dated", "Date", hint="As written."),
        refs("serves", "Of which plans", "References of plans of the framework; none for all."),
        wording("What happens"),
    ),
    ("title", "stage", "body", "dated", "wording"),
    code="T",
)

KINDS = (EVIDENCE, ENGAGEMENT, FIGURES, CHALLENGES, JUDGEMENTS, RECOMMENDATIONS, FRAMEWORK, ROUTE)
