"""Ways to people, made from the settings of a node. Secrets are read from files that its user alone can read."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.node.config import NotifySettings
from tansiq.node.notify.mail import Mail, MailServer
from tansiq.node.notify.notice import Step, Way
from tansiq.node.notify.siren import Siren
from tansiq.node.notify.webhook import Webhook

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class SecretFileUnusable(BadRequest):
    """A file with a secret cannot be read, or others can read it too."""

    code: ClassVar[str] = "secret_file_unusable"

    def default_advice(self) -> str:
        """What to do."""
        return "Write the secret into the file named in the settings and give it mode 0600."


def make_ways(settings: NotifySettings, folder: Path) -> list[Way]:
    """Every way that is set up.

    Raises:
        SecretFileUnusable.
    """
    ways: list[Way] = []
    if settings.mail_host:
        server = MailServer(
            settings.mail_host,
            settings.mail_port,
            settings.mail_security,
            settings.mail_from,
            settings.mail_user,
            read_secret(folder, settings.mail_secret_file, "notify.mail_secret_file"),
        )
        ways.append(Mail(server, settings.officers, settings.commanders))
    if settings.webhook_url:
        secret = read_secret(folder, settings.webhook_secret_file, "notify.webhook_secret_file")
        ways.append(Webhook(settings.webhook_url, secret))
    if settings.siren:
        ways.append(Siren(settings.siren))
    return ways


def make_steps(settings: NotifySettings) -> dict[Step, tuple[str, ...]]:
    """At each step the ways."""
    return {Step(step): ways for step, ways in settings.steps.items()}


def read_secret(folder: Path, name: str, where: str) -> str:
    """The secret in a file; empty where none is named."""
    if not name:
        return ""
    path = folder / name
    try:
        if path.stat().st_mode & _OTHERS:
            raise SecretFileUnusable(f"{name} can be read by others", where=where)
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SecretFileUnusable(f"{name} cannot be read: {type(error).__name__}", where=where) from None
