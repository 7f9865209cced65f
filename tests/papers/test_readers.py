"""Who is let in to a paper that is not public: by her seat or by name, never by a role; and who is
shut out in spite of her seat."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.decisions import queries as decisions
from portal.interests import declaring, dispensing, members
from portal.interests.declaring import DeclarationDetails
from portal.interests.dispensing import DispensationDetails
from portal.meetings import queries as meetings
from portal.meetings.service import listing
from portal.papers import queries
from portal.papers.service import clearing, drafting, naming
from portal.papers.service.drafting import Beginning
from tenants import paper_readers
from tenants.audiences import item as label_of
from tenants.models import Appointment
from tenants.roles import Role
from tenants.scope import NotAllowedError
from tests.both import both_databases
from tests.factories import decisions as submitted
from tests.factories import meeting, papers
from tests.factories.papers import (
    CLERK,
    EXEMPT,
    FINANCE,
    MEMBER,
    WRITER,
    begin,
    found,
    reads,
    write,
)
from tests.factories.world import World
from tests.queries import count_queries

EDITOR = "editor@kingston.example"
BARRED = "co-chair@richmond.example"


@pytest.fixture
def draft(world: World) -> int:
    return begin(world, papers.arrange(world), "School places")


@pytest.fixture
def published(world: World) -> int:
    slug = papers.arrange(world, EXEMPT)
    number = begin(world, slug, EXEMPT.title)
    write(world, number)
    meeting.publish(world, slug)
    return number


@pytest.fixture
def of_matter(world: World) -> tuple[int, str]:
    """A published paper of Part II on a matter that is to be decided; the matter's address."""
    matter = submitted.submit(world)
    slug = papers.arrange(world)
    with world.scope_of(CLERK) as scope:
        there = decisions.find_matter(scope, matter)
        assert there is not None
        exempt = listing.ItemDetails(**{**vars(EXEMPT), "matter_id": there.id})
        listing.list_item(scope, meeting.found(scope, slug), exempt)
        scope.session.commit()
    number = begin(world, slug, EXEMPT.title)
    write(world, number)
    meeting.publish(world, slug)
    return number, matter


@both_databases
def test_a_draft_is_read_by_its_clerk_and_whoever_is_named_and_by_nobody_else(
    world: World, draft: int
) -> None:
    assert [email for email in (CLERK, WRITER) if not reads(world, email, draft)] == []
    others = (None, MEMBER, FINANCE, EDITOR, "chair@board.afc.example", "clerk@tfc.example")
    assert [email for email in others if reads(world, email, draft)] == []


@both_databases
def test_whoever_is_asked_to_clear_it_is_let_in_and_out_again_when_she_is_named_no_more(
    world: World, draft: int
) -> None:
    with world.scope_of(WRITER) as scope:
        clearing.ask(scope, found(scope, draft), "finance", FINANCE)
        scope.session.commit()
    assert reads(world, FINANCE, draft)
    with world.scope_of(CLERK) as scope:
        report = found(scope, draft)
        [hers] = [r for r, name in queries.readers_of(scope, report) if r.task == "finance"]
        naming.end_reader(scope, report, hers)
        scope.session.commit()
    assert not reads(world, FINANCE, draft)


def test_a_director_who_is_not_named_changes_nothing(world: World, draft: int) -> None:
    with world.scope_of(CLERK) as scope:
        naming.add_reader(scope, found(scope, draft), FINANCE, "reader")
        scope.session.commit()
    with world.scope_of(FINANCE) as scope:
        report = found(scope, draft)
        with pytest.raises(NotAllowedError, match="named to write"):
            drafting.write(scope, report, papers.words(report), base=report.head)


def test_an_editor_writes_reports_of_her_own_council_once_she_is_named(world: World) -> None:
    slug = papers.arrange(world)
    with world.scope_of(CLERK) as scope:
        item = papers.item_called(scope, slug, "School places")
        said = Beginning("Places", "J. Adeyinka", "", EDITOR, area_id=1)
        number = drafting.begin(scope, meeting.found(scope, slug), item, said).item_id
        scope.session.commit()
    with world.scope_of(EDITOR) as scope:
        report = found(scope, number)
        drafting.write(scope, report, papers.words(report), base=report.head)
    assert not reads(world, "editor@richmond.example", number)


@both_databases
def test_a_member_is_shut_out_from_the_moment_she_declares_an_interest(
    world: World, of_matter: tuple[int, str]
) -> None:
    number, matter = of_matter
    assert reads(world, BARRED, number)
    declare(world, matter, "disclosable")
    assert not reads(world, BARRED, number)
    assert reads(world, MEMBER, number)


def test_a_matter_that_is_put_under_an_item_later_shuts_out_whom_it_bars(world: World) -> None:
    matter = submitted.submit(world)
    slug = papers.arrange(world, EXEMPT)
    number = begin(world, slug, EXEMPT.title)
    write(world, number)
    with world.scope_of(CLERK) as scope:
        there = decisions.find_matter(scope, matter)
        assert there is not None
        item = papers.item_called(scope, slug, EXEMPT.title)
        papers.revise(scope, item, replace(EXEMPT, matter_id=there.id))
        scope.session.commit()
    meeting.publish(world, slug)
    declare(world, matter, "disclosable")
    assert not reads(world, BARRED, number)


def test_another_interest_shuts_nobody_out(world: World, of_matter: tuple[int, str]) -> None:
    number, matter = of_matter
    declare(world, matter, "registrable")
    assert reads(world, BARRED, number)


def test_what_is_taken_back_opens_the_paper_again(world: World, of_matter: tuple[int, str]) -> None:
    number, matter = of_matter
    declare(world, matter, "disclosable")
    with world.scope_of(BARRED) as scope:
        there = decisions.find_matter(scope, matter)
        assert there is not None
        own = declaring.of_matter(scope, there, scope.person_id)
        assert own is not None
        declaring.withdraw(scope, there, own, "It was another contract")
        scope.session.commit()
    assert reads(world, BARRED, number)


@pytest.mark.parametrize("relieves", ["both", "speak", "vote"])
def test_whoever_may_speak_or_vote_by_a_dispensation_reads_what_it_is_about(
    world: World, of_matter: tuple[int, str], relieves: str
) -> None:
    number, matter = of_matter
    declare(world, matter, "disclosable")
    person = world.person_id(BARRED)
    with world.scope_of(CLERK) as scope:
        member, day = members.find_member(scope, person), scope.today()
        assert member is not None
        details = DispensationDetails(
            "company", relieves, "balance", "Balance", "The council", day, day
        )
        dispensing.grant(scope, member, details)
        scope.session.commit()
    assert reads(world, BARRED, number)


def test_without_a_rule_on_interests_no_member_is_let_in_to_a_paper_of_a_matter(
    world: World, of_matter: tuple[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number, _ = of_matter
    monkeypatch.setattr(paper_readers, "_bars", [])
    assert not reads(world, MEMBER, number)
    assert reads(world, CLERK, number)


@both_databases
@pytest.mark.parametrize(("days", "lets"), [(0, True), (1, False)])
def test_a_substitute_reads_the_papers_of_the_meeting_for_which_she_is_seated(
    world: World, days: int, lets: bool
) -> None:
    slug = papers.arrange(world, EXEMPT, days=0)
    number = begin(world, slug, EXEMPT.title)
    write(world, number)
    meeting.publish(world, slug)
    person = world.person_id(FINANCE)
    with world.operator_of() as scope:
        today = scope.today() + timedelta(days=days)
        scope.session.add(
            Appointment(
                company_id=scope.company_id,
                area_id=1,
                audience="public",
                person_id=person,
                role=Role.SUBSTITUTE.value,
                title="Substitute",
                body_id=meeting.body(scope).id,
                starts_on=today,
                ends_on=today,
            )
        )
        scope.session.commit()
    assert reads(world, FINANCE, number) is lets


def test_the_board_and_the_councils_own_bodies_read_nothing_of_the_joint_committees(
    world: World, published: int
) -> None:
    for email in ("member@board.afc.example", "chair@board.afc.example"):
        assert not reads(world, email, published)


def test_a_page_that_does_not_ask_is_made_without_the_papers(world: World, published: int) -> None:
    with world.scope_of(MEMBER, writes=False) as scope:
        assert papers.all_reports(scope) == []
        assert label_of(published) not in scope.grants.everywhere


def test_letting_in_to_many_papers_asks_no_more_than_to_one(world: World) -> None:
    slug = papers.arrange(world, *(EXEMPT for _ in range(6)))
    with world.scope_of(CLERK) as scope:
        there = meeting.found(scope, slug)
        items = [each for each in meetings.items_of(scope, there) if each.part == 2]
        for item in items:
            drafting.begin(scope, there, item, Beginning("x", "x"))
        numbers = [item.id for item in items]
        scope.session.commit()
    with world.scope_of(MEMBER, writes=False) as scope:
        with count_queries() as one:
            paper_readers.admit(scope, numbers[:1])
        with count_queries() as many:
            paper_readers.admit(scope, numbers)
    assert len(one) == len(many) <= 4


def declare(world: World, matter: str, kind: str) -> None:
    """A member declares an interest in a matter."""
    person = world.person_id(BARRED)
    with world.scope_of(BARRED) as scope:
        there, member = decisions.find_matter(scope, matter), members.find_member(scope, person)
        assert there is not None
        assert member is not None
        declaring.declare(scope, there, member, DeclarationDetails(kind, "Paid by the supplier"))
        scope.session.commit()
