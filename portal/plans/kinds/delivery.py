"""How it is delivered: actions (an improvement plan, a strategy), and the indicators, risks,
budget, equality proposals and workforce priorities of delivery plans."""

from portal.plans.kinds.registry import LEADS, Field, Kind, refs, text, title, wording

YES_NO = (("", "Not said"), ("yes", "Yes"), ("no", "No"))

ACTIONS = Kind(
    "actions",
    "action",
    "actions",
    "table",
    (
        title("What", "Enter what is to be done.", most=200),
        wording("Detail"),
        Field(
            "when",
            "When",
            hint="As you would write it: 01/07/2020, Monthly from 01/04/2020.",
            says_when=True,
        ),
        *LEADS,
        Field("high_priority", "High priority", "choice", choices=YES_NO),
        Field("action_kind", "Kind of action", hint="Such as major change, business improvement."),
        Field("reports_to", "Reports to", hint="The body that hears of it."),
        refs("serves", "Serves", "References of priorities and recommendations."),
        text("comments", "Comments"),
    ),
    ("title", "wording", "when", "lead", "comments"),
    code="A",
)
MEASURES = Kind(
    "measures",
    "measure",
    "measures",
    "table",
    (
        title("Measure"),
        wording("Definition"),
        Field(
            "measure_set",
            "Set",
            "choice",
            choices=(("", "Supporting"), ("contractual", "Contractual")),
        ),
        Field("unit", "Unit", hint="Such as %, number, rate per 10,000, days, £."),
        Field(
            "polarity",
            "Which way is better",
            "choice",
            choices=(("", "Not said"), ("higher", "Higher"), ("lower", "Lower")),
        ),
        Field("target", "Target", hint="A figure, or words such as Monitor."),
        Field("tolerance", "Tolerance", hint="The band that still counts as amber, as written."),
        Field("frequency", "How often"),
        Field("source", "Source"),
        *LEADS,
        refs("serves", "Serves"),
    ),
    ("title", "wording", "measure_set", "target", "tolerance"),
    code="M",
)
RISKS = Kind(
    "risks",
    "risk",
    "risks",
    "table",
    (
        title("Risk"),
        wording("Description"),
        text("controls", "Key controls and sources of assurance"),
        Field("likelihood", "Likelihood, 1 to 5"),
        Field("impact", "Impact, 1 to 5"),
        Field("printed", "Score as printed", hint="Only where a paper register prints one."),
        text("further", "Further actions"),
        *LEADS,
        refs("serves", "Threatens", "References of the priorities it threatens."),
    ),
    ("title", "likelihood", "impact", "controls", "further", "lead"),
    code="R",
)
BUDGET = Kind(
    "budget",
    "budget line",
    "budget lines",
    "table",
    (
        title("Heading"),
        Field(
            "amounts",
            "Amounts in £000",
            "lines",
            "One plan year to a line: 2019/20: 1,250.",
            most=2000,
        ),
        Field(
            "line_kind",
            "Kind",
            "choice",
            choices=(
                ("", "Expenditure"),
                ("income", "Income"),
                ("subtotal", "Subtotal"),
                ("total", "Net total"),
            ),
        ),
        wording("Note"),
        refs("serves", "Pays for"),
    ),
    ("title", "line_kind", "amounts"),
    code="L",
)
EQUALITY = Kind(
    "equality",
    "equality proposal",
    "equality proposals",
    "table",
    (
        title("Proposal"),
        wording("What it would change"),
        Field("assessed", "Impact assessment", hint="The date as written."),
        Field("decided", "Decision", hint="The date as written."),
        *LEADS,
        text("comments", "Comment"),
    ),
    ("title", "assessed", "decided", "lead", "comments"),
    code="Q",
)
WORKFORCE = Kind(
    "workforce",
    "workforce priority",
    "workforce priorities",
    "table",
    (
        title("Priority"),
        wording("What we will do"),
        text("outcome", "Outcome"),
        *LEADS,
        refs("serves", "Serves"),
    ),
    ("title", "wording", "outcome", "lead"),
    code="W",
)

KINDS = (ACTIONS, MEASURES, RISKS, BUDGET, EQUALITY, WORKFORCE)
