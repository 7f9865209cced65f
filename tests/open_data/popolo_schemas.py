"""The rules of Popolo's schemas (popoloproject.com/schemas), for what we write, as JSON Schema.

What each may hold, what it has to hold, and how its days are written. Everything that is named here
may stand in a document; what is not named is a mistake of ours.
"""

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": ["string", "null"]}
WORD: Schema = {"type": "string", "minLength": 1}
DAY: Schema = {"type": ["string", "null"], "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$"}
MOMENT: Schema = {
    "type": ["string", "null"],
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)?$",
}


def things(properties: Schema, *needed: str) -> Schema:
    """A list of objects with these properties, of which some are needed."""
    return {
        "type": "array",
        "items": {
            "type": "object",
            "properties": properties,
            "required": list(needed),
            "additionalProperties": False,
        },
    }


LINKS = things({"url": {"type": "string", "pattern": "^https?://"}, "note": TEXT}, "url")
COUNTS = things(
    {"option": WORD, "value": {"type": "integer", "minimum": 0}, "group_id": TEXT},
    "option",
    "value",
)
GROUP_RESULTS = things({"group_id": TEXT, "result": WORD}, "result")
VOTES = things({"voter_id": TEXT, "option": TEXT})
DOCUMENT: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "persons": things({"id": WORD, "name": WORD}, "id", "name"),
        "organizations": things(
            {"id": WORD, "name": WORD, "classification": TEXT, "parent_id": TEXT, "links": LINKS},
            "id",
            "name",
        ),
        "posts": things(
            {"id": WORD, "label": WORD, "role": TEXT, "organization_id": WORD},
            "id",
            "label",
            "organization_id",
        ),
        "memberships": things(
            {
                "id": WORD,
                "person_id": WORD,
                "organization_id": WORD,
                "post_id": TEXT,
                "on_behalf_of_id": TEXT,
                "role": TEXT,
                "start_date": DAY,
                "end_date": DAY,
            },
            "id",
            "person_id",
            "organization_id",
        ),
        "motions": things(
            {
                "id": WORD,
                "organization_id": TEXT,
                "text": TEXT,
                "classification": TEXT,
                "date": MOMENT,
                "requirement": TEXT,
                "result": TEXT,
                "sources": LINKS,
            },
            "id",
        ),
        "vote_events": things(
            {
                "id": WORD,
                "organization_id": TEXT,
                "motion_id": TEXT,
                "classification": TEXT,
                "start_date": MOMENT,
                "end_date": MOMENT,
                "result": TEXT,
                "group_results": GROUP_RESULTS,
                "counts": COUNTS,
                "votes": VOTES,
                "sources": LINKS,
            },
            "id",
        ),
    },
    "required": [
        *("persons", "organizations", "posts", "memberships", "motions", "vote_events"),
    ],
}
