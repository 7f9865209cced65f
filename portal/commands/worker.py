"""The worker: what is due without anybody asking, and what was asked for, of every company."""

import json
import os
import signal
import threading
import time
from collections.abc import Sequence
from types import FrameType

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from portal.commands.speaking import in_words
from portal.config import Config
from portal.effects import working as effects
from portal.effects.working import Done
from portal.jobs import working as jobs
from portal.jobs.working import Beat, Ended
from portal.notices.courier import smtp
from portal.notices.working import send_due
from portal.web.database import db, refuse_unsafe_role

STOPPING = (signal.SIGINT, signal.SIGTERM)
LOOK = 1.0
"""Seconds from one look for jobs to the next: somebody is waiting for them."""


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, a line for each pass.")
@click.option(
    "--every",
    default=30.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help="Seconds from one pass over the effects of decisions to the next.",
)
@with_appcontext
@in_words
def worker(once: bool, as_json: bool, every: float) -> None:
    """Carry out what is due in every company: resolutions in writing whose days are over end,
    effects of decisions take place; and the long work that people asked for, such as packs.

    Acts for the operator, and the log says so. Several can run at once: each thing happens once.
    Stopped, it gives back what it is doing; killed, another worker does it within a minute.
    """
    refuse_unsafe_role(db.engine)
    stopped = threading.Event()
    if not once:
        _stop_at_signals(stopped)
    parent, due = os.getppid(), 0.0
    while not stopped.is_set() and os.getppid() == parent:
        carried = None
        if time.monotonic() >= due:
            carried = effects.work(db.session(), db.session().commit)
            due = time.monotonic() + every
        _send(as_json=as_json, always=once)
        ended = jobs.work(db.session(), db.session().commit, beating(), stopped)
        _say(carried, ended, as_json=as_json, always=once)
        db.session.remove()
        if once:
            break
        stopped.wait(min(LOOK, every))


def _send(*, as_json: bool, always: bool) -> None:
    """Send the e-mails that are due, where there is a mail server. No address is said."""
    config: Config = current_app.config["PORTAL"]
    if not config.mail_host:
        return
    with smtp(config) as courier:
        sent = send_due(db.session(), db.session().commit, courier, config)
    if as_json and (sent or always):
        click.echo(json.dumps({"emails": [vars(each) for each in sent]}))
    elif not as_json:
        for each in sent:
            if each.state != "sent" or always:
                click.echo(f"{each.company}: an e-mail was {each.state}. {each.words}".strip())
    db.session.remove()


def beating() -> Beat:
    """Renews holds from another thread, in a session of its own."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # as Flask documents it

    def beat(company: str, job_id: int, attempt: int) -> None:
        with app.app_context():
            jobs.beat_once(db.session(), db.session().commit, company, job_id, attempt)

    return beat


def _stop_at_signals(stopped: threading.Event) -> None:
    """What has begun is ended or given back first; killed outright, the next worker does it."""

    def stop(_: int, __: FrameType | None) -> None:
        stopped.set()

    for each in STOPPING:
        signal.signal(each, stop)


def _say(
    carried: Sequence[Done] | None, ended: Sequence[Ended], *, as_json: bool, always: bool
) -> None:
    if as_json and (carried is not None or ended):
        rows = [
            {**vars(each), "on": each.on.isoformat() if each.on else None} for each in carried or ()
        ]
        click.echo(json.dumps({"carried_out": rows, "jobs": [vars(each) for each in ended]}))
        return
    for each in carried or ():
        done = each.state == "done"
        click.echo(f"{each.company}/{each.matter}: {'' if done else 'Held: '}{each.words}")
    for job in ended:
        click.echo(f"{job.company}: {job.title}: {job.words}")
    if always and not carried and not ended:
        click.echo("Nothing is due.")
