"""An e-mail as it is sent: plain text and simple HTML, one recipient, links and no papers."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from flask import render_template

from portal.config import Config
from portal.notices.models import Letter
from portal.notices.subscribing import stopping_path
from tenants import clock

LINES = SMTP.clone(max_line_length=900)
"""A header is not folded: mail programs find no way to stop in a link that is broken in two."""
ASKED = "You get this because you asked to be told, at"
BY_ROLE = "You get this because of your role, or because somebody entered your address at"


@dataclass(frozen=True)
class Words:
    """What one e-mail says: its subject, its text, and the path that it leads to."""

    subject: str
    text: str
    path: str


def compose(config: Config, company: str, name: str, letter: Letter, words: Words) -> EmailMessage:
    """The message. ``company`` and ``name`` are the address and the name of the company."""
    message = EmailMessage(LINES)
    message["Subject"] = words.subject
    message["From"] = formataddr((name, config.mail_from))
    message["To"] = letter.recipient
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    stop = ""
    if letter.subscription_id is not None:
        stop = config.address + stopping_path(company, config.secret_key, letter.subscription_id)
        message["List-Unsubscribe"] = f"<{stop}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    reason = f"{ASKED if stop else BY_ROLE} {config.address}/{company}/"
    given = {
        "title": words.subject,
        "text": words.text,
        "address": config.address + words.path,
        "reason": reason,
        "stop": stop,
    }
    message.set_content(render_template("notices/letter.txt", **given))
    message.add_alternative(render_template("notices/letter.html", **given), subtype="html")
    return message
