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
    log_level: str


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
    if "control.port" in given and given.get("exercise") is not True:
        advice = "Remove it; only a node made with --exercise has a control port."
        faults.append(Fault("control.port in a node that is no exercise node", find_line(text, "control.port"), advice))
    return sorted(faults, key=lambda fault: fault.line)


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
        log_level=text("log.level"),
    )


def _place(file: str, line: int) -> str:
    return f"{file}:{line}" if line else file
