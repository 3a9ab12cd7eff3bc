"""Which room may import which, read from the syntax tree: lazy, relative and computed-by-name imports included."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tests.rules.source import ROOMS

APART = {
    "ledger": {"geometry", "airspace", "coordination"},
    "link": {"store"},
    "scenario": {"node", "web"},
}
"""Rooms to the left that are closed all the same."""

QUIET_ROOMS = frozenset(ROOMS[: ROOMS.index("words") + 1])
QUIET_MODULES = frozenset({"tansiq.link.exchange"})

WORLD = frozenset(
    "aiohttp asyncio ftplib glob http httptools httpx io litestar mmap multiprocessing os pathlib random "
    "requests sched secrets selectors shelve shutil signal smtplib socket socketserver sqlite3 ssl subprocess tempfile "
    "threading time urllib uvicorn websockets".split()
)
"""Modules through which a quiet room would reach a socket, a file, a clock or chance."""

HARMLESS = frozenset({"urllib.parse", "http.HTTPStatus"})

LOADER = "tansiq.base.data"
"""The one module of the quiet rooms that may read packaged data."""

CLOCK_READS = frozenset({"now", "utcnow", "today"})
CHANCE = frozenset({"uuid1", "uuid4", "getnode", "urandom", "SystemRandom"})


@dataclass(frozen=True)
class Import:
    """One name that a module imports."""

    line: int
    dotted: str


def find_imports(tree: ast.Module, module: str, *, is_package: bool = False) -> Iterator[Import]:
    """Every import in a module, wherever it stands, relative ones resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            origin = _resolve(node, module, is_package=is_package)
            for alias in node.names:
                yield Import(node.lineno, f"{origin}.{alias.name}")
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__"}:
            for argument in node.args[:1]:
                # A name put together at run time cannot be judged, so it counts as forbidden.
                known = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                yield Import(node.lineno, str(argument.value) if known and isinstance(argument, ast.Constant) else "?")


def find_breaches(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """What in a module's text breaks the order of the rooms or the quiet of the inner ones."""
    tree = ast.parse(source)
    imports = list(find_imports(tree, module, is_package=is_package))
    breaches = [f"{module}:{found.line} {why}" for found in imports if (why := _judge_order(found.dotted, module))]
    if _is_quiet(module):
        breaches += [f"{module}:{found.line} {why}" for found in imports if (why := _judge_quiet(found.dotted, module))]
        breaches += [f"{module}:{line} {why}" for line, why in _find_world_calls(tree)]
    return breaches


def _resolve(node: ast.ImportFrom, module: str, *, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    steps_up = node.level - 1 if is_package else node.level
    parents = module.split(".")
    base = parents[: len(parents) - steps_up] if steps_up else parents
    return ".".join([*base, *([node.module] if node.module else [])])


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _find_room(dotted: str) -> str | None:
    parts = dotted.split(".")
    return parts[1] if parts[0] == "tansiq" and len(parts) > 1 and parts[1] in ROOMS else None


def _judge_order(dotted: str, module: str) -> str | None:
    if dotted == "?":
        return "imports a module by a name made at run time"
    own, other = _find_room(module), _find_room(dotted)
    if other is None or own == other:
        return None
    if own is None:
        return (
            None if (module, other) == ("tansiq.__main__", "cli") else f"imports the room {other} from outside a room"
        )
    if ROOMS.index(other) > ROOMS.index(own):
        return f"imports {dotted}, to its right"
    if other in APART.get(own, set()):
        return f"imports {dotted}, which is kept apart from {own}"
    return None


def _is_quiet(module: str) -> bool:
    return _find_room(module) in QUIET_ROOMS or module in QUIET_MODULES


def _judge_quiet(dotted: str, module: str) -> str | None:
    if dotted in HARMLESS:
        return None
    if dotted.startswith("importlib.resources"):
        return None if module == LOADER else "reads packaged data past the loader"
    if dotted.split(".")[0] in WORLD and module != LOADER:
        return f"imports {dotted}: no socket, file, clock or chance here"
    return None


def _find_world_calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _called(node)
        if isinstance(node.func, ast.Name) and name in {"open", "input"}:
            yield node.lineno, f"calls {name}()"
        elif isinstance(node.func, ast.Attribute) and name in CLOCK_READS and _is_date_type(node.func.value):
            yield node.lineno, f"reads the clock with {name}()"
        elif name in CHANCE or (name == "generate" and _names_private_key(node.func)):
            yield node.lineno, f"makes chance with {name}()"


def _is_date_type(node: ast.expr) -> bool:
    return ast.unparse(node).split(".")[-1] in {"datetime", "date"}


def _names_private_key(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("PrivateKey")
