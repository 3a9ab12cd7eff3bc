"""Every package's licence is known, allowed and written down."""

from __future__ import annotations

from tools.third_party import (
    LOCK,
    PAGE,
    Package,
    find_refused,
    find_refused_of_page,
    get_packages,
    get_page_packages,
    parse_lock,
    render_page,
)


def test_third_party_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_page(get_packages(), get_page_packages()), "./run third-party"


def test_no_package_has_a_licence_outside_the_list() -> None:
    assert find_refused(get_packages()) == []
    assert find_refused_of_page(get_page_packages()) == []


def test_every_locked_package_is_on_the_page() -> None:
    assert len(get_packages()) == len(parse_lock(LOCK.read_text(encoding="utf-8"))) > 0


def test_a_licence_outside_the_list_is_refused() -> None:
    home = "https://example.org/"
    strict = Package("a", "1", "GPL-3.0-only", home)
    both = Package("b", "1", "MIT AND AGPL-3.0-only", home)
    either = Package("c", "1", "MIT OR GPL-2.0-only", home)
    unknown = Package("d", "1", "LicenseRef-Proprietary", home)
    assert find_refused([strict, both, either, unknown]) == [strict, both, unknown]
