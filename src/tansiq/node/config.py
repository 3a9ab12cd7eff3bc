"""``tansiq.toml``, the settings of one node: read, checked, and every fault named with its line.

`SETTINGS` names every setting there is; the page of settings in the documents is held to it. A file is refused whole
or taken whole. Nothing secret is ever a setting: keys and tokens are files of their own.
"""

from __future__ import annotations

import difflib
import ipaddress
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from tansiq.base.errors import BadRequest
from tansiq.base.ids import BadId, PartyId, check_slug
from tansiq.base.units import MIB

CONFIG_FILE: Final = "tansiq.toml"
LANGS: Final = ("en", "ar", "ru", "tr")

Value = str | int | bool | tuple[str, ...]

_TELEPHONE = re.compile(r"(?P<party>[a-z0-9-]{2,24})\s+(?P<number>[+0-9][0-9 ()+/-]{1,38})")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a settings file."""

    message: str
    line: int
    """From 1; 0 where no line can be named."""
    advice: str


class BadConfig(BadRequest):
    """The settings file cannot be used; each fault names its line."""

    code: ClassVar[str] = "bad_config"

    def __init__(self, faults: tuple[Fault, ...], *, file: str) -> None:
        first = faults[0]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(first.message + more, where=_place(file, first.line), advice=first.advice)
        self.faults = faults
        self.file = file


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server listens."""

    host: str
    port: int
    """0: a free one, kept for the next start."""

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifySettings:
    """Ways to people beside the page, and at which step each is used. Secrets are in files of their own."""

    mail_host: str
    mail_port: int
    mail_security: str
    mail_from: str
    mail_user: str
    mail_secret_file: str
    officers: tuple[str, ...]
    commanders: tuple[str, ...]
    webhook_url: str
    webhook_secret_file: str
    siren: tuple[str, ...]
    steps: Mapping[str, tuple[str, ...]]
    """By step the ways, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of a node."""

    party: PartyId
    name: str
    lang: str
    exercise: bool
    line: Endpoint
    addresses: tuple[str, ...]
    """``host:port`` by which peers reach our line; empty: the place where it listens."""
    officers: Endpoint
    metrics: Endpoint
    control: Endpoint
    """Meaningful in an exercise only."""
    store: str
    heartbeat_s: int
    telephones: tuple[tuple[str, str], ...]
    """Party and number, for when a line or the node itself is lost."""
    reserve_bytes: int
    session_ms: int
    shift_ms: int
    """In which persons test each line once; 0: they need not."""
    log_level: str
    notify: NotifySettings


@dataclass(frozen=True, slots=True)
class _Setting:
    name: str
    kind: type
    default: Value | None
    """None: must be given."""
    check: Callable[[Value], str | None]
    """What is wrong with a value, None where nothing is."""
    meaning: str


def is_loopback(host: str) -> bool:
    """Whether a host to listen on can be reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _is_party(value: Value) -> str | None:
    try:
        check_slug(str(value), where="party")
    except BadId as error:
        return error.message
    return None


def _is_text(value: Value) -> str | None:
    return None if 1 <= len(str(value)) <= 80 else "a name has 1 to 80 characters"


def _is_any(_: Value) -> str | None:
    return None


def _is_host(value: Value) -> str | None:
    try:
        ipaddress.ip_address(str(value))
    except ValueError:
        return None if value == "localhost" else f"{value!r} is not an IP address to listen on"
    return None


def _is_loopback_host(value: Value) -> str | None:
    return None if is_loopback(str(value)) else f"{value!r} is not a loopback address; this port has no sign-in"


def _between(least: int, most: int) -> Callable[[Value], str | None]:
    def check(value: Value) -> str | None:
        is_within = isinstance(value, int) and least <= value <= most
        return None if is_within else f"{value} is not between {least} and {most}"

    return check


def _one_of(*words: str) -> Callable[[Value], str | None]:
    def check(value: Value) -> str | None:
        return None if value in words else f"{value!r} is none of {', '.join(words)}"

    return check


def _are_addresses(value: Value) -> str | None:
    wrong = [each for each in value if not is_address(each)] if isinstance(value, tuple) else [str(value)]
    return f"{wrong[0]!r} is not host:port" if wrong else None


def _are_telephones(value: Value) -> str | None:
    wrong = [each for each in value if not _TELEPHONE.fullmatch(each)] if isinstance(value, tuple) else [str(value)]
    return f"{wrong[0]!r} is not a party and its number" if wrong else None


WAYS: Final = ("mail", "webhook", "siren")
STEPS: Final = ("at_once", "answer", "escalate", "second_path", "commander", "report")
_MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


def _are_ways(value: Value) -> str | None:
    wrong = [each for each in value if each not in WAYS] if isinstance(value, tuple) else [str(value)]
    return f"{wrong[0]!r} is none of {', '.join(WAYS)}" if wrong else None


def _are_mails(value: Value) -> str | None:
    wrong = [each for each in value if not _MAIL.fullmatch(each)] if isinstance(value, tuple) else [str(value)]
    return f"{wrong[0]!r} is no mail address" if wrong else None


def _is_mail_or_empty(value: Value) -> str | None:
    return None if not value or _MAIL.fullmatch(str(value)) else f"{value!r} is no mail address"


def _is_url_or_empty(value: Value) -> str | None:
    # The address may itself be a secret, so it is not repeated.
    is_url = re.fullmatch(r"https?://[^\s/?#]+[^\s]*", str(value)) is not None
    return None if not value or is_url else "not an http or https address"


def _is_program(value: Value) -> str | None:
    is_absolute = isinstance(value, tuple) and (not value or value[0].startswith("/"))
    return None if is_absolute else "the program is named by its whole path, beginning with /"


def is_address(text: str) -> bool:
    """Whether a text is ``host:port``."""
    host, _, port = text.rpartition(":")
    return bool(host) and "/" not in host and port.isascii() and port.isdigit() and 0 < int(port) < 65536


_port = _between(0, 65535)
_TABLE: Final = (
    _Setting("party", str, None, _is_party, "short name of the party, never changed: two to 24 of a-z, 0-9, hyphen"),
    _Setting("name", str, None, _is_text, "the party's name as people write it"),
    _Setting("lang", str, "en", _one_of(*LANGS), "language of the node's own texts: en, ar, ru or tr"),
    _Setting("exercise", bool, False, _is_any, "an exercise node; it pairs with exercise nodes only, and is set once"),
    _Setting("heartbeat_s", int, 10, _between(1, 60), "seconds between heartbeats; a line is silent after three"),
    _Setting("telephones", list, (), _are_telephones, "a party and its number each, shown when the node is lost"),
    _Setting("line.host", str, "127.0.0.1", _is_host, "address where peers' nodes connect"),
    _Setting("line.port", int, 4801, _port, "port where peers' nodes connect; 0 takes a free one and keeps it"),
    _Setting("line.addresses", list, (), _are_addresses, "host:port told to peers; empty: host and port of the line"),
    _Setting("officers.host", str, "127.0.0.1", _is_host, "address for officers; beyond loopback it is HTTPS only"),
    _Setting("officers.port", int, 4802, _port, "port for officers and programs; 0 takes a free one and keeps it"),
    _Setting("metrics.host", str, "127.0.0.1", _is_loopback_host, "address for metrics and health; loopback only"),
    _Setting("metrics.port", int, 4803, _port, "port for metrics and health; 0 takes a free one and keeps it"),
    _Setting("control.port", int, 0, _port, "port on loopback by which an exercise's player moves the clock"),
    _Setting("store.engine", str, "sqlite", _one_of("sqlite"), "what keeps the record: sqlite, in the node's folder"),
    _Setting("store.reserve_mib", int, 64, _between(1, 4096), "disk held back for urgent messages, MiB"),
    _Setting(
        "session.hours", int, 12, _between(1, 72), "hours until an officer signs in again; cease needs no renewal"
    ),
    _Setting("notify.mail_host", str, "", _is_any, "mail server to which calls to people are handed; empty: no mail"),
    _Setting("notify.mail_port", int, 587, _between(1, 65535), "its port"),
    _Setting("notify.mail_security", str, "starttls", _one_of("none", "starttls", "tls"), "how it is spoken to"),
    _Setting("notify.mail_from", str, "", _is_mail_or_empty, "sender of the mail"),
    _Setting("notify.mail_user", str, "", _is_any, "sign-in at the mail server; empty: none"),
    _Setting("notify.mail_secret_file", str, "", _is_any, "file with its secret, in the folder or absolute; mode 0600"),
    _Setting("notify.officers", list, (), _are_mails, "mail addresses of the next officers"),
    _Setting("notify.commanders", list, (), _are_mails, "mail addresses of the commanders"),
    _Setting("notify.webhook_url", str, "", _is_url_or_empty, "http or https address that is posted to; empty: none"),
    _Setting("notify.webhook_secret_file", str, "", _is_any, "file with the secret that signs what is posted"),
    _Setting("notify.siren", list, (), _is_program, "program with its words, run for a siren; empty: none"),
    _Setting("notify.at_once", list, ("siren",), _are_ways, "ways used when a cease or a distress comes"),
    _Setting("notify.answer", list, ("siren",), _are_ways, "ways used when nobody has taken it in time"),
    _Setting("notify.escalate", list, ("mail",), _are_ways, "ways used to call the next officers"),
    _Setting("notify.second_path", list, ("webhook", "siren"), _are_ways, "ways used for the second path"),
    _Setting("notify.commander", list, ("mail", "webhook"), _are_ways, "ways used to call the commander"),
    _Setting("notify.report", list, ("mail",), _are_ways, "ways used when the report on a cease is overdue"),
    _Setting("shift.hours", int, 12, _between(0, 168), "hours within which persons test each line once; 0: never"),
    _Setting("log.level", str, "info", _one_of("debug", "info", "warning", "error"), "least severity that is logged"),
)
SETTINGS: Final[dict[str, str]] = {setting.name: setting.meaning for setting in _TABLE}
_BY_NAME: Final = {setting.name: setting for setting in _TABLE}
_TABLES: Final = {name.split(".")[0] for name in SETTINGS if "." in name}
_WORDS: Final = {str: "a text in quotes", int: "a whole number", bool: "true or false", list: "a list of texts"}


def parse_config(text: str, *, file: str = CONFIG_FILE) -> Config:
    """Read the settings.

    Raises:
        BadConfig: with every fault and its line.
    """
    given, faults = _read(text)
    if not faults:
        faults = _judge(given, text)
    if faults:
        raise BadConfig(tuple(faults), file=file)
    return _build({name: _value(given, setting) for name, setting in _BY_NAME.items()})


def load_config(folder: Path) -> Config:
    """Read the settings of a node's folder.

    Raises:
        BadConfig: also where there is no such file.
    """
    path = folder / CONFIG_FILE
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        fault = Fault("there is no settings file", 0, f"Make a node with: tansiq node init {folder} --party …")
        raise BadConfig((fault,), file=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        fault = Fault(f"the settings file cannot be read: {error}", 0, "Mend the file or its permissions.")
        raise BadConfig((fault,), file=str(path)) from None
    return parse_config(text, file=str(path))


def write_config(*, party: PartyId, name: str, lang: str, exercise: bool) -> str:
    """The text of a new settings file: what must be given, and every default beside its meaning."""
    given: dict[str, Value] = {"party": party, "name": name, "lang": lang, "exercise": exercise}
    lines, table = ["# Settings of one Tansiq node. A line that begins with # shows a default."], ""
    for setting in _TABLE:
        above, _, key = setting.name.rpartition(".")
        if above != table:
            lines += ["", f"[{above}]"]
            table = above
        value = given.get(setting.name, setting.default)
        mark = "" if setting.name in given else "# "
        lines += [f"# {setting.meaning}", f"{mark}{key} = {_write(value)}"]
    return "\n".join(lines) + "\n"


def _write(value: Value | None) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(_write(each) for each in value) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(c if c.isprintable() else f"{chr(92)}u{ord(c):04x}" for c in text)}"'


def _read(text: str) -> tuple[dict[str, object], list[Fault]]:
    try:
        return _flatten(tomllib.loads(text)), []
    except tomllib.TOMLDecodeError as error:
        at = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        line = int(at.group(1)) if at and at.group(1) else len(text.splitlines())
        message = str(error)[: at.start()] if at else str(error)
        return {}, [Fault(f"not TOML: {message}", line, "Write one setting a line: key = value, texts in quotes.")]


def _flatten(tables: Mapping[str, object], above: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for key, value in tables.items():
        name = f"{above}{key}"
        # Only tables that exist are entered: what is unknown is named as a whole.
        if isinstance(value, dict) and not above and key in _TABLES:
            flat |= _flatten(value, f"{name}.")
        else:
            flat[name] = value
    return flat


def _judge(given: Mapping[str, object], text: str) -> list[Fault]:
    faults = []
    for name, value in given.items():
        setting = _BY_NAME.get(name)
        line = find_line(text, name)
        if setting is None:
            faults.append(Fault(f"there is no setting {name}", line, _suggest(name)))
        elif not _is_kind(value, setting.kind):
            faults.append(Fault(f"{name} is {_WORDS[setting.kind]}", line, f"{name}: {setting.meaning}."))
        elif wrong := setting.check(_value(given, setting)):
            faults.append(Fault(f"{name}: {wrong}", line, f"{name}: {setting.meaning}."))
    for setting in _TABLE:
        if setting.default is None and setting.name not in given:
            faults.append(Fault(f"{setting.name} is missing", 1, f"Add {setting.name}: {setting.meaning}."))
    faults += _judge_notify(given, text)
    if "control.port" in given and given.get("exercise") is not True:
        advice = "Remove it; only a node made with --exercise has a control port."
        faults.append(Fault("control.port in a node that is no exercise node", find_line(text, "control.port"), advice))
    return sorted(faults, key=lambda fault: fault.line)


def _judge_notify(given: Mapping[str, object], text: str) -> list[Fault]:
    """A way that is named at a step must be one that is set up; mail needs a sender and somebody to go to."""
    faults = []
    is_set = {"mail": given.get("notify.mail_host"), "webhook": given.get("notify.webhook_url"),
              "siren": given.get("notify.siren")}  # fmt: skip
    for step in STEPS:
        named = given.get(f"notify.{step}")
        is_default = isinstance(named, list) and tuple(named) == _BY_NAME[f"notify.{step}"].default
        for way in named if isinstance(named, list) and not is_default else []:
            if way in is_set and not is_set[way]:
                line = find_line(text, f"notify.{step}")
                faults.append(Fault(f"notify.{step}: {way} is not set up", line, f"Set {way} up, or take it out here."))
    if is_set["mail"]:
        for name in ("notify.mail_from", "notify.officers", "notify.commanders"):
            if not given.get(name):
                faults.append(Fault(f"{name} is missing where mail is set up", find_line(text, "notify.mail_host"),
                                    "Name the sender, the next officers and the commanders."))  # fmt: skip
    return faults


def _is_kind(value: object, kind: type) -> bool:
    if kind is list:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _suggest(name: str) -> str:
    near = difflib.get_close_matches(name, SETTINGS, n=1, cutoff=0.5)
    return f"Did you mean {near[0]}?" if near else "Remove it; the page of settings lists all there are."


def _value(given: Mapping[str, object], setting: _Setting) -> Value:
    value = given.get(setting.name, setting.default)
    if isinstance(value, list):
        return tuple(str(each) for each in value)
    assert isinstance(value, str | int | tuple)
    return value


def find_line(text: str, name: str) -> int:
    """The line, from 1, on which a setting stands, 0 where it is not found: tomllib gives no positions."""
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?", line):
            table = header.group(1).replace('"', "") + "."
            if table == f"{name}.":
                return number
        elif key := re.match(r"\s*([A-Za-z0-9_.\"'\- ]+?)\s*=", line):
            written = table + re.sub(r"[\"' ]", "", key.group(1))
            if written == name or written.startswith(f"{name}."):
                return number
    return 0


def _build(values: Mapping[str, Value]) -> Config:
    def text(name: str) -> str:
        return str(values[name])

    def number(name: str) -> int:
        value = values[name]
        assert isinstance(value, int)
        return value

    def endpoint(table: str) -> Endpoint:
        return Endpoint(text(f"{table}.host"), number(f"{table}.port"))

    def texts(name: str) -> tuple[str, ...]:
        value = values[name]
        assert isinstance(value, tuple)
        return value

    numbers = (_TELEPHONE.fullmatch(each) for each in texts("telephones"))
    return Config(
        party=PartyId(text("party")),
        name=text("name"),
        lang=text("lang"),
        exercise=values["exercise"] is True,
        line=endpoint("line"),
        addresses=texts("line.addresses"),
        officers=endpoint("officers"),
        metrics=endpoint("metrics"),
        control=Endpoint("127.0.0.1", number("control.port")),
        store=text("store.engine"),
        heartbeat_s=number("heartbeat_s"),
        telephones=tuple((found["party"], found["number"]) for found in numbers if found is not None),
        reserve_bytes=number("store.reserve_mib") * MIB,
        session_ms=number("session.hours") * 3_600_000,
        shift_ms=number("shift.hours") * 3_600_000,
        log_level=text("log.level"),
        notify=_build_notify(text, number, texts),
    )


def _build_notify(
    text: Callable[[str], str], number: Callable[[str], int], texts: Callable[[str], tuple[str, ...]]
) -> NotifySettings:
    return NotifySettings(
        mail_host=text("notify.mail_host"),
        mail_port=number("notify.mail_port"),
        mail_security=text("notify.mail_security"),
        mail_from=text("notify.mail_from"),
        mail_user=text("notify.mail_user"),
        mail_secret_file=text("notify.mail_secret_file"),
        officers=texts("notify.officers"),
        commanders=texts("notify.commanders"),
        webhook_url=text("notify.webhook_url"),
        webhook_secret_file=text("notify.webhook_secret_file"),
        siren=texts("notify.siren"),
        steps={step: texts(f"notify.{step}") for step in STEPS},
    )


def _place(file: str, line: int) -> str:
    return f"{file}:{line}" if line else file
