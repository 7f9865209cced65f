"""The kinds of act that owners reserve to themselves, and what a line of a register makes of one.

The list is closed: it is the one that "Do I need consent?" asks about, and its order is that of the
page. It covers the usual reserved matters of companies owned by councils.
"""

from collections.abc import Mapping

KINDS_OF_ACT: Mapping[str, str] = {
    "plan": "Adopt or refresh a business plan",
    "budget": "Adopt an annual budget, or go beyond it",
    "treasury": "Adopt or change a treasury or financial plan",
    "accounts": "Adopt the annual report and accounts",
    "director": "Appoint or remove a director",
    "chief_executive": "Appoint or dismiss the chief executive",
    "direction": "Change the company’s direction, or enter a new kind of business",
    "articles": "Change the articles or the objects",
    "owners_agreement": "Change the agreement between the owners",
    "admission": "Admit an owner",
    "shares": "Issue, transfer or buy back shares",
    "subsidiary": "Set up, buy or close a subsidiary or joint venture",
    "borrowing": "Borrow",
    "lending": "Lend",
    "guarantee": "Give a guarantee or an indemnity",
    "charge": "Give a charge over assets",
    "disposal": "Buy, lease, sell or dispose of land or an asset",
    "contract": "Make a contract",
    "related_contract": "Make a contract with an owner or a director",
    "dividend": "Pay a dividend or another distribution",
    "winding_up": "Wind the company up, or give up its business",
    "indicators": "Change contract performance indicators or their targets",
    "governance": "Change the powers or the make-up of the board or a committee",
}
OTHER = "other"
"""What a director answers whose act is none of these."""

RESERVED, FREE, FREE_TO_LIMIT = "reserved", "free", "free_to_limit"
WITHIN_PLAN: Mapping[str, str] = {
    RESERVED: "The plan makes no difference",
    FREE: "What is within the approved plan is free; outside it this line applies",
    FREE_TO_LIMIT: "What is within the approved plan is free up to the limit; outside it every sum "
    "is reserved",
}
"""What a line makes of an act that the approved plan provides for."""
