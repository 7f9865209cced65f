"""Pages of packs: those of a meeting, one as a page, one as PDF; a clerk has them built."""

from flask import Response, abort, request, url_for

from portal.audit import service as audit
from portal.jobs import queries as jobs
from portal.jobs import service as job_service
from portal.jobs.models import Job
from portal.meetings import pages as meeting_pages
from portal.meetings import queries as meetings
from portal.meetings.models import AgendaItem, Meeting
from portal.packs import following, forms, pages, queries, service, working
from portal.packs.models import Pack
from portal.web import slots
from portal.web.fragments import go, show
from portal.web.frame import place
from portal.web.guard import Room, resolves
from tenants.roles import Permission
from tenants.scope import Scope

room = Room("packs", __name__)
AT = "/meetings/<meeting>/packs/"
BOTH = ("GET", "POST")

resolves("pack", queries.find_pack)
resolves("publication", queries.find_publication)
slots.fill("meeting-panels", pages.on_meetings)
slots.fill("item-marks", pages.on_items)
audit.on("agenda:published", following.agenda_published)
audit.on("minutes:published", following.minutes_published)
audit.on("minutes:confirmed", following.minutes_published)
job_service.register(service.JOB, working.run)


def _leads(scope: Scope, job: Job) -> tuple[str, str] | None:
    """Where the job that built a pack leads: to the packs of its meeting."""
    found = queries.meeting_of_pack(scope, job.subject_id)
    return ("Open the packs of this meeting", pages.home(scope, found)) if found else None


job_service.leads_to(service.JOB, _leads)


@room.page(AT, Permission.PACK_READ)
def index(scope: Scope, meeting: Meeting) -> Response:
    """The packs of a meeting, and for its clerk what can be built."""
    packs = queries.admitted(scope, meeting)
    view = meetings.agenda_of(scope, meeting)
    builds = scope.may(Permission.PACK_BUILD, body_id=meeting.body_id)
    _place(scope, meeting, meeting_pages.title_of(view))
    have = {pack.item_id for pack in packs}
    private = [each.item for each in view.part_two if each.item.state == "listed"]
    return show(
        "packs/index.html",
        title=meeting_pages.title_of(view),
        packs=[pages.shown(pack, _job(scope, pack, builds)) for pack in packs],
        home=pages.home(scope, meeting),
        meeting=meeting,
        waiting=pages.waiting(view.agendas, packs) if builds else [],
        private=[item for item in private if item.id not in have] if builds else [],
    )


def _job(scope: Scope, pack: Pack, builds: bool) -> Job | None:
    """The job of a pack that is not built yet, for whoever may know how far it is."""
    if pack.state == "published" or not builds:
        return None
    return jobs.last_job(scope, service.JOB, pack.id)


@room.page(f"{AT}<pack>/", Permission.PACK_READ)
def pack(scope: Scope, meeting: Meeting, pack: Pack) -> Response:
    """The pack as one page: contents on the left, easier on a telephone than the PDF."""
    _refuse_unbuilt(pack)
    _place(scope, meeting, "Packs", pages.home(scope, meeting), pack.title)
    return show(
        "packs/page.html",
        pack=pack,
        sheet=pack.sheet,
        pdf=f"{pages.home(scope, meeting)}{pack.slug}/pack.pdf",
        facts=pages.shown(pack).facts,
        ranges={int(item): pages.pages_words(*each) for item, each in pack.ranges.items()},
    )


@room.page(f"{AT}<pack>/pack.pdf", Permission.PACK_READ)
def pdf(scope: Scope, meeting: Meeting, pack: Pack) -> Response:
    """The very bytes that were published."""
    _refuse_unbuilt(pack)
    return pages.hand_on(scope, pack)


def _refuse_unbuilt(pack: Pack) -> None:
    if pack.state != "published":
        abort(404)


@room.page(f"{AT}build/<publication>", Permission.PACK_BUILD, methods=BOTH)
def build(scope: Scope, meeting: Meeting, publication: queries.Publication) -> Response:
    """The clerk has the pack of a publication built, and says how its pages are numbered."""
    agenda = publication.agenda
    suggested = pages.next_number(queries.packs_of(scope, meeting)) if agenda.sequence > 1 else None
    form = forms.BuildForm(data={"continues_from": suggested})
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                number = form.continues_from.data if agenda.sequence > 1 else None
                asked = service.ask(scope, meeting, agenda, continues_from=number)
                return go("jobs.job", company=scope.company.slug, job=asked.job.id)
            except service.PackError as error:
                form.continues_from.errors = [str(error)]
    _place(scope, meeting, "Packs", pages.home(scope, meeting), "Build a pack")
    return show(
        "packs/build.html",
        status=status,
        form=form,
        agenda=agenda,
        meeting=meeting,
        back=pages.home(scope, meeting),
    )


@room.page("/meetings/<meeting>/items/<item>/pack", Permission.PACK_BUILD, methods=("POST",))
def build_restricted(scope: Scope, meeting: Meeting, item: AgendaItem) -> Response:
    """The clerk has the restricted pack of an item of Part II built."""
    try:
        asked = service.ask_restricted_of(scope, meeting, item)
    except service.PackError as error:
        abort(409, str(error))
    return go("jobs.job", company=scope.company.slug, job=asked.job.id)


def _place(scope: Scope, meeting: Meeting, *crumbs: str) -> None:
    base = url_for("meetings.index", company=scope.company.slug)
    if len(crumbs) == 1:
        at = place(("Meetings", base), (crumbs[0], f"{base}{meeting.slug}"), ("Packs", None))
    else:
        words, href, last = crumbs
        at = place(("Meetings", base), (words, href), (last, None))
    at.current = "meetings.index"
