"""What the public pages say of bodies, in words. No I/O."""

from collections.abc import Sequence

from portal.decisions.rules.codes import code_in_words
from portal.kit.words import counted, join_names, number_in_words, plural, sentence_case
from portal.overview.queries.bodies import BodyLine, Reserved
from tenants.models import Area, Body

KINDS = {
    "joint_committee": "Joint committee of the owners",
    "board": "Board of the company",
    "company_members": "The company’s members",
    "ownership_board": "Board of the owners",
    "leadership_team": "Leadership team of the company",
    "cabinet": "Cabinet",
    "council_committee": "Committee of a council",
    "shareholder_committee": "Shareholder committee of a council",
}
OWN_RULES = {
    "simple_majority:casting": "by a majority of the members present and voting; where a vote is "
    "tied, whoever presides casts a second one",
    "simple_majority": "by a majority of the members present and voting; a tie is lost",
    "unanimous_of_those_present": "unanimously, of the members present and voting",
}
MOST_NAMED = 4
"""Councils that are named one by one; more are counted."""


def kind_words(kind: str) -> str:
    """What sort of body it is: ``Committee of a council``."""
    return KINDS.get(kind, sentence_case(kind.replace("_", " ")))


def quorum_words(quorum: int, per_council: int, councils: int) -> str:
    """Who has to be there, as a sentence; nothing for a body that has no quorum.

    Members of each council are asked for where several councils sit on it.
    """
    if not quorum:
        return ""
    verb = "has" if quorum == 1 else "have"
    each = ""
    if per_council and councils > 1:
        each = f", at least {number_in_words(per_council)} of each council"
    return sentence_case(f"{counted(quorum, 'member')} {verb} to be there{each}.")


def council_names(councils: Sequence[Area]) -> str:
    """``Kingston, Richmond and Barnet``; from five on ``12 councils``; nothing for none."""
    if len(councils) > MOST_NAMED:
        return plural(len(councils), "council")
    return join_names([area.name for area in councils])


def line_facts(line: BodyLine) -> str:
    """What the list says below a body's name."""
    said = [kind_words(line.kind)]
    if line.councils:
        said.append(council_names(line.councils))
    said.append(plural(line.members, "member") if line.members else "No member today")
    return " · ".join(said)


def rule_sentence(body: Body, own_rule: str, *, besides: bool) -> str:
    """How it decides by itself, as a sentence; ``besides`` what was said before."""
    said = OWN_RULES.get(own_rule, code_in_words(own_rule).lower())
    broken = own_rule == "unanimous_of_those_present" and body.abstention_breaks_unanimity
    what = "Whatever else comes before it, it decides" if besides else "It decides"
    return f"{what} {said}.{' Who abstains breaks unanimity.' if broken else ''}"


def reserved_sentence(reserved: Reserved) -> str:
    """How it decides what the owners reserved, as a sentence: the rule once, the lines counted."""
    matters = counted(len(reserved.numbers), "reserved matter")
    rule = code_in_words(reserved.rule)
    said = f"{rule[:1].lower()}{rule[1:]}"
    if reserved.route == "each_owner":
        return (
            f"It considers {matters} for its own council, as the other owners’ bodies do for "
            f"theirs. Together they decide so: {said}."
        )
    return f"It decides {matters} of the owners: {said}."
