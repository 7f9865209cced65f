"""The worker: what is due without anybody asking for it, of every company."""

import json
import signal
import threading
from collections.abc import Sequence
from types import FrameType

import click
from flask.cli import with_appcontext

from portal.commands.speaking import in_words
from portal.effects.working import Done, work
from portal.web.database import db, refuse_unsafe_role

STOPPING = (signal.SIGINT, signal.SIGTERM)


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON, a line for each pass.")
@click.option(
    "--every",
    default=30.0,
    show_default=True,
    type=click.FloatRange(min=0.1),
    help="Seconds from one pass to the next.",
)
@with_appcontext
@in_words
def worker(once: bool, as_json: bool, every: float) -> None:
    """Carry out what is due in every company: effects of decisions whose day has come.

    Acts for the operator, and the log says so. Several can run at once: each effect happens once.
    """
    refuse_unsafe_role(db.engine)
    stopped = threading.Event()
    if not once:
        _stop_at_signals(stopped)
    while not stopped.is_set():
        _say(work(db.session(), db.session().commit), as_json=as_json, always=once)
        db.session.remove()
        if once:
            break
        stopped.wait(every)


def _stop_at_signals(stopped: threading.Event) -> None:
    """A pass that has begun is finished first; killed outright, the next worker does it."""

    def stop(_: int, __: FrameType | None) -> None:
        stopped.set()

    for each in STOPPING:
        signal.signal(each, stop)


def _say(found: Sequence[Done], *, as_json: bool, always: bool) -> None:
    if as_json:
        rows = [{**vars(each), "on": each.on.isoformat() if each.on else None} for each in found]
        click.echo(json.dumps({"carried_out": rows}))
        return
    for each in found:
        done = each.state == "done"
        click.echo(f"{each.company}/{each.matter}: {'' if done else 'Held: '}{each.words}")
    if always and not found:
        click.echo("Nothing is due.")
