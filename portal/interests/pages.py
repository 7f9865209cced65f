"""What the pages of this room show: a member's register, and the interests in a matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Response

from portal.interests import declaring, forms, members, queries, rules, service
from portal.interests.considered import Considered
from portal.interests.members import Member
from portal.interests.models import Interest
from portal.interests.queries import Held
from portal.interests.room import UNDER, list_path, matter_path, member_path
from portal.interests.service import InterestError
from portal.kit.words import date_words
from portal.web.forms import PortalForm
from portal.web.fragments import show
from portal.web.frame import place
from tenants import registrars
from tenants.clock import civil_day
from tenants.roles import Permission
from tenants.scope import Scope


@dataclass(frozen=True)
class Typed:
    """Forms of a register that could not be saved, as they were typed."""

    entering: forms.InterestForm | None = None
    ending: tuple[int, forms.EndForm] | None = None
    granting: forms.DispensationForm | None = None
    stopping: tuple[int, forms.BecauseForm] | None = None


@dataclass(frozen=True)
class TypedOfMatter:
    """Forms on the page of a matter's interests that could not be saved, as they were typed."""

    declaring: forms.DeclarationForm | None = None
    withdrawing: tuple[int, forms.BecauseForm] | None = None
    granting: forms.DispensationForm | None = None


NOTHING = Typed()
NOTHING_OF_MATTER = TypedOfMatter()


def day_of(moment: datetime) -> str:
    """``24 June 2019``, where the councils are."""
    return date_words(civil_day(moment))


def by_body(members: Sequence[Member], today: date) -> Mapping[str, list[tuple[Member, str]]]:
    """Who sits on each body today, by the body's name, each with whose seat it is."""
    found: dict[str, list[tuple[Member, str]]] = {}
    for member in members:
        for seat in member.sits_on(today):
            found.setdefault(seat.body, []).append((member, seat.title))
    return dict(sorted(found.items()))


def unsaid(form: PortalForm, error: InterestError) -> str:
    """Put a refusal beside its field; what belongs to no field is answered as it is."""
    if error.field in form:
        form[error.field].errors = [str(error)]
        return ""
    return str(error)


def member_page(
    scope: Scope, member: Member, typed: Typed = NOTHING, status: int = 200, refused: str = ""
) -> Response:
    """One member's register, with the forms of whoever keeps it."""
    place(("Interests", list_path(scope)), (member.name, None)).current = UNDER
    today = scope.today()
    registrar = service.is_registrar(scope, member)
    if registrar:
        registrars.keep(scope)
    keeps = service.keeps(scope, member)
    held = queries.interests_of(scope, member.id)
    return show(
        "interests/member.html",
        status=status,
        member=member,
        base=member_path(scope, member),
        current=[each for each in held if not _over(each, today)],
        ended=[each for each in held if _over(each, today)],
        register=queries.register_of(scope, member.id),
        dispensations=queries.dispensations_of(scope, member.id),
        keeps=keeps,
        hers=scope.visitor.person_id == member.id,
        registrar=registrar,
        entering=typed.entering or _empty_entry(member),
        granting=typed.granting or forms.DispensationForm(formdata=None),
        ends=forms.EndForm(formdata=None),
        stops=forms.BecauseForm(formdata=None),
        typed=typed,
        refused=refused,
        today=today,
        rules=rules,
        day_of=day_of,
    )


def _over(interest: Interest, today: date) -> bool:
    return interest.held_to is not None and interest.held_to < today


def _empty_entry(member: Member) -> forms.InterestForm:
    return forms.InterestForm(formdata=None).offer(member)


def matter_page(
    scope: Scope,
    matter: Considered,
    typed: TypedOfMatter = NOTHING_OF_MATTER,
    status: int = 200,
    refused: str = "",
) -> Response:
    """The interests in a matter: who declared what, who is dispensed, who wears two hats."""
    path = matter_path(scope, matter)
    decisions = ("Decisions", f"/{scope.company.slug}/decisions/")
    place(decisions, (matter.title, path), ("Interests", None)).current = UNDER
    seated = members_of(scope, matter)
    held = queries.held(scope, matter, [each.id for each in seated], day_considered(scope, matter))
    return show(
        "interests/matter.html",
        status=status,
        matter=matter,
        path=path,
        held=held,
        declarations=queries.declarations_of(scope, matter.id),
        members={each.id: each for each in seated},
        declaring=typed.declaring or declaration_form(scope, seated, held, empty=True),
        granting=typed.granting or dispensation_form(seated, empty=True),
        back=forms.BecauseForm(formdata=None),
        typed=typed,
        refused=refused,
        rules=rules,
        of_board=is_board(seated),
        day_of=day_of,
        register=list_path(scope),
        **_rights(scope, matter, held),
    )


def _rights(scope: Scope, matter: Considered, held: Mapping[int, Held]) -> dict[str, Any]:
    """Who is asking, and what she may do about the interests in a matter while it is undecided."""
    me, body = scope.visitor.person_id, matter.body_id
    undecided = matter.state == declaring.UNDECIDED
    keeps = scope.may(Permission.INTEREST_KEEP, body_id=body)
    declares = scope.may(Permission.INTEREST_DECLARE, body_id=body) and (keeps or me in held)
    return {
        "me": me,
        "keeps": keeps,
        "declares": undecided and declares,
        "conducts": undecided and scope.may(Permission.SITTING_CONDUCT, body_id=body),
        "grants": undecided and scope.may(Permission.DISPENSATION_GRANT, body_id=body),
    }


def day_considered(scope: Scope, matter: Considered) -> date:
    """The day by which it is read who sits and is dispensed: that of the decision, else today."""
    return scope.today() if matter.decided_at is None else civil_day(matter.decided_at)


def members_of(scope: Scope, matter: Considered) -> list[Member]:
    """Who sits on the deciding body on the day considered, by name."""
    day = day_considered(scope, matter)
    return [
        each
        for each in members.members_of_body(scope, matter.body_id)
        if any(seat.body_id == matter.body_id for seat in each.sits_on(day))
    ]


def is_board(seated: Sequence[Member]) -> bool:
    """Whether these are the members of the company's board, seated on no other body here."""
    return any(seat.kind == queries.BOARD for each in seated for seat in each.seats)


def declaration_form(
    scope: Scope, seated: Sequence[Member], held: Mapping[int, Held], *, empty: bool = False
) -> forms.DeclarationForm:
    """The form of a declaration, with the members and the dispensations to choose from."""
    form = forms.DeclarationForm(formdata=None) if empty else forms.DeclarationForm()
    mine = held.get(scope.visitor.person_id or 0)
    whose = [mine] if mine else list(held.values())
    subjects = [d for each in whose for d in each.dispensed if d.reach == "subject"]
    form.offer(subjects, of_board=is_board(seated))
    forms.offer_members(form.member, seated)
    return form


def dispensation_form(seated: Sequence[Member], *, empty: bool = False) -> forms.DispensationForm:
    """The form of a dispensation for one matter, with the members to choose from."""
    form = forms.DispensationForm(formdata=None) if empty else forms.DispensationForm()
    forms.offer_members(form.holder, seated)
    return form
