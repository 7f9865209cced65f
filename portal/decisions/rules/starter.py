"""The list of reserved matters that a new company is offered: what companies of councils usually
reserve. Each line says what it is about; limits are the owners' own, so none is given here.
"""

from dataclasses import dataclass

from portal.decisions.rules.acts import FREE, FREE_TO_LIMIT, RESERVED


@dataclass(frozen=True)
class Starter:
    """One line that is offered. ``limited`` says that owners usually set a limit in pounds."""

    kind: str
    title: str
    band: str
    trigger: str
    within_plan: str = RESERVED
    limited: bool = False


PLANS, PEOPLE = "Direction and plans", "People"
CONSTITUTION, MONEY, CONTRACTS = "Constitution", "Money and assets", "Contracts"

STARTER = (
    Starter(
        "plan",
        "Business plan and its annual refresh",
        PLANS,
        "A new business plan, or the yearly refresh of the one in force, is ready.",
    ),
    Starter(
        "budget",
        "Annual budget",
        PLANS,
        "The budget for the coming year is ready, or a change to it is proposed.",
    ),
    Starter(
        "treasury",
        "Treasury and financial plan",
        PLANS,
        "The treasury policy or the financial plan for several years is adopted or changed.",
    ),
    Starter(
        "accounts",
        "Annual report and accounts",
        PLANS,
        "The annual report and the audited accounts are ready to be adopted.",
    ),
    Starter(
        "director",
        "Appointing and removing directors",
        PEOPLE,
        "A director is to join the board or to be removed from it.",
    ),
    Starter(
        "chief_executive",
        "Appointing the chief executive",
        PEOPLE,
        "The chief executive or managing director is to be appointed or dismissed.",
    ),
    Starter(
        "direction",
        "Strategic direction",
        PLANS,
        "The company means to change its direction or enter a new kind of business.",
    ),
    Starter(
        "articles",
        "Articles and objects",
        CONSTITUTION,
        "The articles, or the objects for which the company exists, are to change.",
    ),
    Starter(
        "owners_agreement",
        "Agreement between the owners",
        CONSTITUTION,
        "The shareholder or inter-authority agreement is to be changed, renewed or ended.",
    ),
    Starter(
        "admission",
        "Admitting an owner",
        CONSTITUTION,
        "Another council is to join the company as an owner.",
    ),
    Starter(
        "shares",
        "Issuing and transferring shares",
        CONSTITUTION,
        "Shares are to be issued, transferred, bought back or given other rights.",
    ),
    Starter(
        "subsidiary",
        "Subsidiaries",
        CONSTITUTION,
        "A subsidiary or joint venture is to be set up, bought or closed.",
    ),
    Starter(
        "borrowing",
        "Borrowing",
        MONEY,
        "The company is to borrow more than the limit.",
        limited=True,
    ),
    Starter(
        "lending",
        "Lending outside the budget",
        MONEY,
        "A loan is to be made for which the budget does not provide.",
        FREE,
        limited=True,
    ),
    Starter(
        "guarantee",
        "Guarantees and indemnities",
        MONEY,
        "The company is to stand surety for, or to indemnify, somebody else.",
        limited=True,
    ),
    Starter(
        "charge",
        "Charges over assets",
        MONEY,
        "A mortgage or other charge is to be given over what the company owns.",
    ),
    Starter(
        "disposal",
        "Disposals and land",
        MONEY,
        "Land is to be bought, leased or sold, or a substantial asset disposed of.",
        limited=True,
    ),
    Starter(
        "contract",
        "Large contracts",
        CONTRACTS,
        "A contract is above the limit, or lies outside the business plan.",
        FREE_TO_LIMIT,
        limited=True,
    ),
    Starter(
        "related_contract",
        "Contracts with owners or directors",
        CONTRACTS,
        "A contract is to be made with an owning council, a director or somebody connected with "
        "them.",
    ),
    Starter("dividend", "Dividends", MONEY, "A dividend or another distribution is to be paid."),
    Starter(
        "winding_up",
        "Winding up",
        CONSTITUTION,
        "The company is to be wound up, or its business given up.",
    ),
    Starter(
        "indicators",
        "Contract performance indicators",
        CONTRACTS,
        "The indicators by which the councils judge the contract, or their targets, are to change.",
    ),
    Starter(
        "governance",
        "Changes to governance",
        CONSTITUTION,
        "The make-up or powers of the board or of a committee of the owners are to change.",
    ),
)
