"""Write THIRD_PARTY.md from the locks: name, version, licence and home of every package Tansiq is run or tested with.

What a package says of itself is used where it is an SPDX expression or a plain classifier. Where it says nothing clear,
or is not installed on this machine, `REVIEWED` holds what a person read in its licence file. A licence outside
`ALLOWED` is refused.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "THIRD_PARTY.md"
LOCK = ROOT / "requirements.lock"
PAGE_LOCK = ROOT / "ui" / "package-lock.json"

ALLOWED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "BlueOak-1.0.0",
        "CC0-1.0",
        "ISC",
        "LGPL-2.1-or-later",
        "LGPL-3.0-or-later",
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "OFL-1.1",
        "PSF-2.0",
        "Python-2.0",
        "Unlicense",
        "Zlib",
    }
)

CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
"""Only classifiers that name one licence; "BSD License" does not say which."""


@dataclass(frozen=True, order=True)
class Package:
    """One row of the page."""

    name: str
    version: str
    licence: str
    """An SPDX expression."""
    home: str


REVIEWED = {
    "babel": ("BSD-3-Clause", "https://babel.pocoo.org/"),
    "colorama": ("BSD-3-Clause", "https://github.com/tartley/colorama"),
    "httpx": ("BSD-3-Clause", "https://github.com/encode/httpx"),
    "litestar-htmx": ("MIT", "https://github.com/litestar-org/litestar-htmx"),
    "mgrs": ("MIT", "https://github.com/hobuinc/mgrs"),
    "mnemonic": ("MIT", "https://github.com/trezor/python-mnemonic"),
    "pytz": ("MIT", "https://github.com/stub42/pytz"),
    "rfc8785": ("Apache-2.0", "https://github.com/trailofbits/rfc8785.py"),
    "rich-click": ("MIT", "https://github.com/ewels/rich-click"),
    "tzdata": ("Apache-2.0", "https://github.com/python/tzdata"),
}
"""Name to licence and home as read by a person: the package is unclear, or not installed on every machine."""

_HOME_LABELS = ("homepage", "home", "source", "source code", "repository", "github", "documentation")
_REGISTRY = re.compile(r"py[p]i\.|python[h]osted")


def parse_lock(text: str) -> list[tuple[str, str]]:
    """Name and version of every locked package, in the lock's order; one name may be locked at two versions."""
    return re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, flags=re.MULTILINE)


def _find_first(told: metadata.PackageMetadata, key: str) -> str | None:
    lines: list[str] = told.get_all(key) or []
    return lines[0] if lines else None


def find_licence(told: metadata.PackageMetadata) -> str | None:
    """The SPDX expression that a package states of itself, None where it states none clearly."""
    expression = _find_first(told, "License-Expression")
    if expression:
        return expression
    named = [line.split("::")[-1].strip() for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    if named and all(name in CLASSIFIERS for name in named):
        return " OR ".join(sorted(CLASSIFIERS[name] for name in named))
    stated = _find_first(told, "License") or ""
    return stated if stated in ALLOWED else None


def find_home(told: metadata.PackageMetadata) -> str | None:
    """The address a package gives for itself, never a registry's."""
    pairs = [line.split(",", 1) for line in told.get_all("Project-URL") or [] if "," in line]
    addresses: dict[str, str] = {label.strip().lower(): address.strip() for label, address in pairs}
    for address in [*(addresses.get(label, "") for label in _HOME_LABELS), _find_first(told, "Home-page") or ""]:
        if address and not _REGISTRY.search(address):
            return address
    return None


def get_package(name: str, version: str) -> Package:
    """The row of one locked package.

    Raises:
        LookupError: The package does not say its licence or home clearly and nobody has reviewed it.
    """
    if name in REVIEWED:
        licence, home = REVIEWED[name]
        return Package(name, version, licence, home)
    told = metadata.metadata(name)
    found, address = find_licence(told), find_home(told)
    if found is None or address is None:
        raise LookupError(f"{name} states no clear licence or home: read its licence file and add it to REVIEWED")
    return Package(name, version, found, address)


def find_refused(packages: list[Package]) -> list[Package]:
    """Packages under a licence outside the allowed list; of alternatives (OR) one allowed licence is enough."""
    return [package for package in packages if not _is_allowed(package.licence)]


def _is_allowed(expression: str) -> bool:
    alternatives = [part.strip(" ()") for part in expression.split(" OR ")]
    return any(all(name.strip(" ()") in ALLOWED for name in part.split(" AND ")) for part in alternatives)


def get_packages() -> list[Package]:
    """Every locked package, by name."""
    return sorted(get_package(name, version) for name, version in parse_lock(LOCK.read_text(encoding="utf-8")))


@dataclass(frozen=True, order=True)
class PagePackage:
    """A package of the watch floor's page."""

    name: str
    version: str
    licence: str
    """An SPDX expression, as the lock has it."""
    is_shipped: bool
    """Part of the page itself; the others build or test it."""


def get_page_packages() -> list[PagePackage]:
    """Every locked package of the page, by name.

    Raises:
        LookupError: A package does not state its licence.
    """
    found = set()
    for place, entry in json.loads(PAGE_LOCK.read_text(encoding="utf-8"))["packages"].items():
        if not place:
            continue
        name = place.rsplit("node_modules/", 1)[-1]
        if "license" not in entry:
            raise LookupError(f"{name} states no licence: read its licence file")
        found.add(PagePackage(name, entry["version"], entry["license"], not entry.get("dev", False)))
    return sorted(found)


def find_refused_of_page(packages: list[PagePackage]) -> list[PagePackage]:
    """Packages of the page under a licence outside the allowed list."""
    return [package for package in packages if not _is_allowed(package.licence)]


def render_page(packages: list[Package], of_page: list[PagePackage]) -> str:
    """The whole of THIRD_PARTY.md."""

    def use(each: PagePackage) -> str:
        return "part of it" if each.is_shipped else "builds or tests it"

    page_rows = [f"| {each.name} | {each.version} | {each.licence} | {use(each)} |" for each in of_page]
    rows = [f"| {package.name} | {package.version} | {package.licence} | {package.home} |" for package in packages]
    head = [
        "# Third-party packages",
        "",
        "Tansiq is run and tested with these packages. The table is made from `requirements.lock` by",
        "`./run third-party`; a test keeps it fresh and refuses a licence outside the allowed list.",
        "Each package's licence text comes with the package.",
        "",
        "| package | version | licence | home |",
        "|---|---|---|---|",
    ]
    page_head = [
        "",
        "## The page of the watch floor",
        "",
        "From `ui/package-lock.json`, which names each by its hash. What is part of the page is fetched when it is",
        "built; nothing of it is fetched from anywhere when it is used.",
        "",
        "| package | version | licence | the page |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, *page_head, *page_rows, ""])


def main(arguments: list[str]) -> int:
    """Print the page, or write it with `--write`; 1 when a licence is refused."""
    packages, of_page = get_packages(), get_page_packages()
    refused: list[Package | PagePackage] = [*find_refused(packages), *find_refused_of_page(of_page)]
    for package in refused:
        print(
            f"{package.name} {package.version}: licence {package.licence} is not on the allowed list", file=sys.stderr
        )
    if refused:
        return 1
    if arguments == ["--write"]:
        PAGE.write_text(render_page(packages, of_page), encoding="utf-8")
        print(f"wrote {PAGE.name} with {len(packages)} packages")
    else:
        print(render_page(packages, of_page), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
