"""The e-mails that bring a link to set a password, and the address of that link."""

from sqlalchemy.orm import Session

from portal.notices import service as notices
from tenants import password_links
from tenants.models import Person
from tenants.scope import STRANGER, Scope


def welcome_path(token: str) -> str:
    """Where a link leads, from the portal's root."""
    return f"/welcome/{token}"


def mail_welcome(scope: Scope, person: Person, because: str = "") -> None:
    """Let somebody who was given an account choose her password. Links before it end.

    ``because`` says what she is needed for.
    """
    token = password_links.offer(scope.session, person, password_links.WELCOME)
    notices.post(
        scope,
        person.email,
        f"Your account at {scope.company.name}",
        f"{scope.company.name} has given you an account, {person.name}. {because}\n\n"
        "Open the link to choose a "
        f"password. It works once, within {password_links.WELCOME.days} days.",
        welcome_path(token),
    )


def mail_forgotten(session: Session, email: str) -> None:
    """Let whoever forgot her password choose another, if somebody signs in by this address."""
    known = password_links.whoever(session, email)
    if known is None:
        return
    person, company = known
    token = password_links.offer(session, person, password_links.FORGOTTEN)
    scope = Scope(session, company, STRANGER, writes=True)
    notices.post(
        scope,
        person.email,
        "Choose a new password",
        "Somebody, we think you, has forgotten the password of this address. Open the link to "
        "choose another, within an hour. If it was not you, do nothing: your password stays.",
        welcome_path(token),
    )
