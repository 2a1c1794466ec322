"""E-mail by SMTP, always over TLS but to this machine; our own number is its id.

A mail server takes a letter and says no more: that is all that is known of it.
"""

import smtplib
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import formataddr

from django.utils.translation import gettext_lazy as _

from renxin.patients.models import ContactPoint
from renxin.voice import wire
from renxin.voice.channels import Answer, Blank, Heard, Letter, Question
from renxin.voice.kinds import Receipt
from renxin.voice.models import Outlet

TITLE = _("E-mail by SMTP")
NEEDS_TEMPLATE = False
TYPED = (
    Blank("host", _("Mail server")),
    Blank("port", _("Port"), usual="465"),
    Blank("user", _("User")),
    Blank("sender", _("Address it is sent from")),
    Blank("sender_name", _("Name it is sent under")),
    Blank("password", _("Password"), is_secret=True),
)
STARTTLS = "587"
UNKNOWN_RECIPIENT = (550, 551, 553)
# From here on a refusal is for good; below, the server may think otherwise later.
FOR_GOOD = 500


@dataclass(frozen=True)
class Mail:
    """The mail account of this house."""

    settings: Mapping[str, str]
    secrets: Mapping[str, str]
    name: str = "mail"
    receipt: str = Receipt.ACCEPTED
    reaches: str = ContactPoint.Kind.EMAIL
    family: str = "EMAIL"
    needs_template: bool = NEEDS_TEMPLATE
    in_house: bool = False

    def send(self, letter: Letter) -> Answer:
        """Refused before its text was handed over it is a no; after that, unknown."""
        try:
            line = self._line()
        except (smtplib.SMTPException, OSError) as trouble:
            raise wire.NotReached(type(trouble).__name__) from None
        try:
            wire.still_ours()
            return self._hand_over(line, self._written(letter))
        finally:
            # How the server says goodbye is nothing to the letter it took.
            with suppress(smtplib.SMTPException, OSError):
                line.quit()

    def _hand_over(self, line: smtplib.SMTP, written: EmailMessage) -> Answer:
        try:
            line.send_message(written)
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            bad = code in UNKNOWN_RECIPIENT
            return Answer(Heard.NO, code=str(code), bad_number=bad)
        except smtplib.SMTPResponseException as refused:
            heard = Heard.NO if refused.smtp_code >= FOR_GOOD else Heard.UNKNOWN
            return Answer(heard, code=str(refused.smtp_code))
        return Answer(Heard.YES, outside_id=str(written["Message-ID"]))

    def ask(self, question: Question) -> Answer:  # noqa: ARG002
        """Nobody can ask a mail server what became of a letter."""
        return Answer(Heard.UNKNOWN, code="mail tells nothing")

    def let_go(self, *, at: datetime) -> None:
        """Nothing of it is kept here."""

    def _written(self, letter: Letter) -> EmailMessage:
        written, sender = EmailMessage(), self.settings["sender"]
        written["Subject"] = letter.title
        written["From"] = formataddr((self.settings["sender_name"], sender))
        written["To"] = letter.to
        written["Message-ID"] = f"<{letter.out_id}@{sender.rpartition('@')[2]}>"
        written["Auto-Submitted"] = "auto-generated"
        written.set_content(letter.words)
        return written

    def _line(self) -> smtplib.SMTP:
        host, port = self.settings["host"], int(self.settings["port"])
        if host == wire.HERE:
            return smtplib.SMTP(host, port, timeout=wire.SECONDS)
        safe = ssl.create_default_context()
        if self.settings["port"] == STARTTLS:
            line = smtplib.SMTP(host, port, timeout=wire.SECONDS)
            line.starttls(context=safe)
        else:
            line = smtplib.SMTP_SSL(host, port, timeout=wire.SECONDS, context=safe)
        line.login(self.settings["user"], self.secrets["password"])
        return line


def channel(outlet: Outlet) -> Mail:
    return Mail(outlet.settings, outlet.secrets())
