"""A real mail server on a free port, which keeps what it is sent or refuses it as told."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from portal.config import Config
from portal.notices import working
from portal.notices.courier import smtp
from portal.notices.working import Sent
from portal.web.database import db
from tests.factories.world import World


@dataclass
class Kept:
    """What came in, and what the server answers from now on."""

    messages: list[EmailMessage] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    answer: str = "250 Taken over"
    refuse_recipients: str = ""

    async def handle_RCPT(  # noqa: N802 - aiosmtpd calls it so
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.refuse_recipients:
            return self.refuse_recipients
        envelope.rcpt_tos.append(address)
        return "250 Fine"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            found = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(found, EmailMessage)
            self.messages.append(found)
            self.to.append(list(envelope.rcpt_tos))
        return self.answer


@dataclass
class Post:
    """The worker's pass over one world's e-mails, through the mail server."""

    world: World
    kept: Kept
    port: int

    @property
    def config(self) -> Config:
        config: Config = self.world.app.config["PORTAL"]
        return replace(
            config,
            address="https://portal.example",
            mail_host="127.0.0.1",
            mail_port=self.port,
            mail_from="portal@portal.example",
        )

    def send(self) -> list[Sent]:
        """One pass."""
        with self.world.app.app_context(), smtp(self.config) as courier:
            return working.send_due(db.session(), db.session().commit, courier, self.config)


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def post(world: World) -> Iterator[Post]:
    kept = Kept()
    server = Controller(kept, hostname="127.0.0.1", port=free_port())
    server.start()
    yield Post(world, kept, server.port)
    server.stop()
