"""The tables of a company's open data, and what each column means. Decisions have their own."""

from portal.kit.tables import Column, Reference, Table

BODY = Column("body", "Address of the body below /<company>/bodies/", required=True)
COUNCIL = Column(
    "council", "Address of the council below /<company>/councils/; empty for the company itself"
)
MATTER = Column("matter", "Address of the matter below /<company>/decisions/", required=True)
OF_COUNCIL = Reference(["council"], "owners", ["council"])
OF_BODY = Reference(["body"], "bodies", ["body"])
OF_MATTER = Reference(["matter"], "decisions", ["matter"])

OWNERS = Table(
    "owners",
    "Owning councils",
    "A row for each council that owns or owned a share of the company",
    [
        Column("council", "Address of the council below /<company>/councils/", required=True),
        Column("name", "Name of the council", required=True),
        Column("share_percent", "Its share of the company, in per cent", "decimal"),
        Column("admitted_on", "Day on which it became an owner", "date"),
        Column("left_on", "Day on which it left; empty while it owns a share", "date"),
    ],
    ["council"],
)
BODIES = Table(
    "bodies",
    "Bodies",
    "A row for each board, joint committee or council’s own body that decides for the company",
    [
        BODY,
        Column("name", "Name of the body", required=True),
        Column("kind", "What sort of body it is", required=True),
        Column("quorum", "Members who have to be there", "integer", required=True),
        Column(
            "quorum_per_council",
            "Members of each council who have to be there",
            "integer",
            required=True,
        ),
        Column("decides", "How it decides what is not reserved to the owners", required=True),
    ],
    ["body"],
)
MEMBERSHIPS = Table(
    "memberships",
    "Memberships of bodies",
    "A row for each seat on a body that somebody holds, held or will hold, and for its clerks",
    [
        Column(
            "person",
            "Number of the person, as in the address of her register below /<company>/interests/",
            "integer",
            required=True,
        ),
        Column("name", "Name of the person", required=True),
        BODY,
        COUNCIL,
        Column("role", "What she is on the body", required=True),
        Column("starts_on", "First day of the seat", "date", required=True),
        Column("ends_on", "Last day of the seat; empty while it has no end", "date"),
    ],
    ["person", "body", "role", "starts_on"],
    [OF_BODY, OF_COUNCIL],
)
RESERVED = Table(
    "reserved-matters",
    "Reserved matters",
    "A row for each decision that the owners keep for themselves, in each form that it had",
    [
        Column("number", "Number in the register", "integer", required=True),
        Column("title", "What is decided", required=True),
        Column("band", "Heading under which the register has it"),
        Column("applies_when", "When it applies, in the register’s words"),
        Column("route", "Which way it is decided", required=True),
        Column("rule", "By which rule, in words", required=True),
        Column("quorum", "The quorum, in the register’s words"),
        Column("body", "Body that decides, or that settles a dispute", required=True),
        Column("owners_bodies", "Bodies by which the owners decide, parted by spaces"),
        Column("in_force_from", "First day of this form", "date", required=True),
        Column("in_force_to", "Last day of this form; empty while it has no end", "date"),
    ],
    ["number", "in_force_from"],
    [OF_BODY],
)
MEETINGS = Table(
    "meetings",
    "Meetings",
    "A row for each meeting that everybody may know of",
    [
        Column("meeting", "Address of the meeting below /<company>/meetings/", required=True),
        Column("title", "What the meeting is called", required=True),
        BODY,
        Column("meets_on", "Its day", "date", required=True),
        Column("starts_at", "Local time at which it begins, as printed", required=True),
        Column("venue", "Where it meets"),
        Column("council", "Address of the council that is host, below /<company>/councils/"),
        Column("state", "Whether it is planned, published, held or cancelled", required=True),
        Column("cancelled_because", "Why it is cancelled"),
        Column("published_at", "When its agenda was published first, in UTC", "dateTime"),
        Column("publications", "How often its agenda was published", "integer", required=True),
        Column("clerk", "Whom to ask about it"),
        Column("clerk_telephone", "By which number"),
        Column("clerk_email", "At which address"),
        Column("speaking_deadline", "Until when one can register to speak, in UTC", "dateTime"),
    ],
    ["meeting"],
    [OF_BODY, OF_COUNCIL],
)
MEETING = Column("meeting", "Address of the meeting below /<company>/meetings/", required=True)
ITEMS = Table(
    "agenda-items",
    "Agenda items",
    "A row for each item of each published agenda, by the title that stands on it",
    [
        MEETING,
        Column("number", "Number on the agenda", "integer", required=True),
        Column("part", "1 in public, 2 while the public is excluded", "integer", required=True),
        Column("title", "Title on the public agenda", required=True),
        Column("kind", "What the item is", required=True),
        Column("state", "Whether it is listed or withdrawn", required=True),
        Column("withdrawn_because", "Why it is withdrawn"),
        Column("presenter", "By whom its report is"),
        Column("matter", "Address of its matter below /<company>/decisions/, once it is decided"),
        Column("published_at", "When it was published, in UTC", "dateTime", required=True),
        Column(
            "publication", "1 for the agenda itself, 2 and on for what was added", "integer", True
        ),
        Column("urgent_because", "Why it is taken although it was added too late"),
        Column(
            "report_to_follow", "Whether its report was to follow when it was published", "boolean"
        ),
        Column("paragraphs", "Of Schedule 12A, by which it is taken in Part II, parted by spaces"),
    ],
    ["meeting", "number"],
    [Reference(["meeting"], "meetings", ["meeting"])],
)
VOTES = Table(
    "votes",
    "Votes by council",
    "A row for each council’s votes on a recommendation that was decided in public",
    [
        MATTER,
        Column("letter", "Letter of the recommendation", required=True),
        Column("verb", "What the body was asked to do", required=True),
        Column("text", "The recommendation", required=True),
        Column("result", "What became of it", required=True),
        Column("manner", "How the votes were taken", required=True),
        Column("closed_at", "When the vote was closed, in UTC", "dateTime"),
        COUNCIL,
        Column("for", "Members who voted for", "integer"),
        Column("against", "Members who voted against", "integer"),
        Column("abstained", "Members who abstained", "integer"),
        Column("silent", "Members who were there and did not vote", "integer"),
        Column("absent", "Members who were not there", "integer"),
    ],
    ["matter", "letter", "council"],
    [OF_MATTER, OF_COUNCIL],
)
RECORDED = Table(
    "recorded-votes",
    "Recorded votes",
    "A row for each member’s vote that was recorded by name; other votes stand by council alone",
    [
        MATTER,
        Column("letter", "Letter of the recommendation", required=True),
        Column("person", "Number of the person, as in memberships", "integer", required=True),
        Column("name", "Name of the person", required=True),
        COUNCIL,
        Column("vote", "How she voted", required=True),
    ],
    ["matter", "letter", "person"],
    [OF_MATTER, OF_COUNCIL],
)
PLAN = Column("plan", "Address of the plan below /<company>/plans/", required=True)
VERSION = Column("version", "Number of the version", "integer", required=True)
REF = Column("ref", "Reference of the priority", required=True)
PRIORITIES = Table(
    "priorities",
    "Priorities of published plans",
    "A row for each priority of each version of a plan that is public",
    [
        PLAN,
        VERSION,
        Column("plan_title", "Title of the plan", required=True),
        Column("state", "What became of the version", required=True),
        Column("in_force_from", "First day on which it is in force", "date"),
        Column("in_force_to", "First day on which it is in force no longer", "date"),
        REF,
        COUNCIL,
        Column("section", "Heading under which it stands", required=True),
        Column("title", "Title of the priority", required=True),
        Column("wording", "The priority in full"),
        Column("outcome", "What shall have been reached"),
        Column("success_measure", "How it will be known"),
        Column("lead", "Who leads it"),
        Column("theme", "Its theme"),
        Column("digest", "Digest of the text (SHA-256)", required=True),
    ],
    ["plan", "version", "ref"],
    [OF_COUNCIL],
)
MILESTONES = Table(
    "milestones",
    "Milestones of published plans",
    "A row for each step that a published version of a plan sets for a priority",
    [
        PLAN,
        VERSION,
        REF,
        Column("milestone", "Key of the milestone", required=True),
        Column("year", "The plan year, which begins in April of it", "integer", required=True),
        Column("text", "What is to be done", required=True),
        Column("due", "Day by which, where one is set", "date"),
    ],
    ["plan", "version", "ref", "milestone"],
    [Reference(["plan", "version", "ref"], "priorities", ["plan", "version", "ref"])],
)
