"""By mail: one message a recipient, handed to a server by SMTP; its reply to the message is the proof.

Runs in threads of its own, two at most: a server that hangs keeps nothing of the node waiting.
"""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate

from tansiq.node.notify.notice import NotDelivered, Notice, Step, WayName

_TIMEOUT_S = 10.0
_TOOK_IT = 250


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, and as whom."""

    host: str
    port: int
    security: str
    """none, starttls or tls."""
    sender: str
    user: str = ""
    secret: str = field(default="", repr=False)


@dataclass
class Mail:
    """See the module's note."""

    server: MailServer
    officers: tuple[str, ...]
    """The next officers."""
    commanders: tuple[str, ...]
    name: WayName = WayName.MAIL
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(2, "notify-mail"))

    def recipients(self, step: Step) -> tuple[str, ...]:
        """Commanders at their step, else the next officers; a test goes to all."""
        if step is Step.TEST:
            return tuple(dict.fromkeys((*self.officers, *self.commanders)))
        return self.commanders if step is Step.COMMANDER else self.officers

    async def send(self, notice: Notice, to: str) -> str:
        """Hand it over; gives the server's reply."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _hand_over, self.server, make_mail(self.server, notice, to))

    def close(self) -> None:
        """Begin nothing more."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def make_mail(server: MailServer, notice: Notice, to: str) -> EmailMessage:
    """The message, in the node's language."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"] = server.sender, to, formatdate(notice.at_ms / 1000)
    mail["Message-ID"] = f"<{notice.id}@{notice.party}.tansiq>"
    mail["Subject"] = f"{'EXERCISE ' if notice.exercise else ''}Tansiq {notice.party}: {notice.text}"
    mail["X-Priority"] = "1"
    mail.set_content(f"{notice.text}\n\n{notice.party} / {notice.step} / {notice.subject}\n")
    return mail


def _hand_over(server: MailServer, mail: EmailMessage) -> str:
    try:
        with _connect(server) as smtp:
            if server.user:
                smtp.login(server.user, server.secret)
            _expect(smtp.mail(server.sender), "sender")
            _expect(smtp.rcpt(mail["To"]), "recipient")
            return f"{_TOOK_IT} {_expect(smtp.data(mail.as_bytes()), 'message')}"
    except smtplib.SMTPAuthenticationError as error:
        raise NotDelivered(f"the mail server refused the sign-in ({error.smtp_code})") from None
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NotDelivered(f"the mail server cannot be used: {type(error).__name__}: {str(error)[:200]}") from None


def _connect(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT_S, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_S)
    if server.security == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo_or_helo_if_needed()
    return smtp


def _expect(reply: tuple[int, bytes], what: str) -> str:
    code, text = reply
    shown = text.decode("utf-8", "replace")[:200]
    if code != _TOOK_IT:
        raise NotDelivered(f"the mail server refused the {what}: {code} {shown}")
    return shown
