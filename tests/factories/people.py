"""The people of the tests' world, by the addresses that the demonstration uses too."""

from dataclasses import dataclass
from datetime import date

from tenants.roles import Role

PASSWORD = "correct horse battery staple"
APPOINTED = date(2019, 4, 1)


@dataclass(frozen=True)
class Post:
    """One appointment to be made; ``area`` is a council's slug, None for the whole company."""

    email: str
    company: str
    role: Role
    area: str | None = None
    body: str | None = None


def _committee(council: str, *names: str) -> list[Post]:
    roles = {"co-chair": Role.CO_CHAIR}
    return [
        Post(
            f"{name}@{council}.example",
            "afc",
            roles.get(name, Role.MEMBER),
            council,
            "joint-committee",
        )
        for name in names
    ]


POSTS = (
    Post("director@afc.example", "afc", Role.DIRECTOR),
    Post("director-2@afc.example", "afc", Role.DIRECTOR),
    Post("editor@kingston.example", "afc", Role.EDITOR, "kingston"),
    Post("editor@richmond.example", "afc", Role.EDITOR, "richmond"),
    Post("clerk@afc.example", "afc", Role.CLERK, None, "joint-committee"),
    Post("chair@board.afc.example", "afc", Role.BOARD_CHAIR, None, "board"),
    Post("member@board.afc.example", "afc", Role.BOARD_MEMBER, None, "board"),
    Post("commissioner@kingston.example", "afc", Role.COMMISSIONER, "kingston"),
    Post("commissioner@richmond.example", "afc", Role.COMMISSIONER, "richmond"),
    Post(
        "commissioner@windsor-and-maidenhead.example",
        "afc",
        Role.COMMISSIONER,
        "windsor-and-maidenhead",
    ),
    *_committee("kingston", "co-chair", "member-1", "member-2"),
    *_committee("richmond", "co-chair", "member-1", "member-2"),
    *_committee("windsor-and-maidenhead", "co-chair", "member-1"),
    Post("director@tfc.example", "tfc", Role.DIRECTOR),
    Post("clerk@tfc.example", "tfc", Role.CLERK, None, "shareholder-committee"),
    Post("chair@board.tfc.example", "tfc", Role.BOARD_CHAIR, None, "board"),
    Post("commissioner@sunderland.example", "tfc", Role.COMMISSIONER, "sunderland"),
    Post("chair@sunderland.example", "tfc", Role.CO_CHAIR, "sunderland", "shareholder-committee"),
    Post("member-1@sunderland.example", "tfc", Role.MEMBER, "sunderland", "shareholder-committee"),
)
EVERYBODY = tuple(dict.fromkeys(post.email for post in POSTS))


def name_of(email: str) -> str:
    """ "member-1@kingston.example" is called "Member 1 Kingston"."""
    words = email.removesuffix(".example").replace("@", " ").replace("-", " ").replace(".", " ")
    return words.title()


def token_of(email: str) -> str:
    """The session token under which this person is signed in already."""
    return f"signed-in-{email}"
