"""Settings: what is taken, and that every fault is named with its line and what to do."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.ids import PartyId
from tansiq.node.config import SETTINGS, BadConfig, find_line, load_config, parse_config, write_config

LEAST = 'party = "north"\nname = "North"\n'


def get_faults(text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadConfig) as caught:
        parse_config(text)
    assert all(fault.advice for fault in caught.value.faults)
    return [(fault.line, fault.message) for fault in caught.value.faults]


def test_what_is_not_given_binds_to_loopback_only() -> None:
    config = parse_config(LEAST)
    assert all(end.is_loopback for end in (config.line, config.officers, config.metrics, config.control))
    assert (config.line.port, config.officers.port, config.metrics.port) == (4801, 4802, 4803)
    assert config.exercise is False


def test_a_setting_that_is_given_is_taken() -> None:
    config = parse_config(LEAST + '[line]\nport = 0\naddresses = ["north.example:4801"]\n[session]\nhours = 2\n')
    assert config.line.port == 0
    assert config.addresses == ("north.example:4801",)
    assert config.session_ms == 7_200_000


def test_a_new_file_says_every_setting_and_is_taken() -> None:
    text = write_config(party=PartyId("north"), name='Nor"th\\ ار', lang="ar", exercise=True)
    config = parse_config(text)
    assert (config.name, config.lang, config.exercise) == ('Nor"th\\ ار', "ar", True)
    assert all(meaning in text for meaning in SETTINGS.values())


def test_the_defaults_shown_in_a_new_file_are_the_defaults() -> None:
    text = write_config(party=PartyId("north"), name="North", lang="en", exercise=True)
    shown = "\n".join(line[2:] if line.startswith("# ") and " = " in line else line for line in text.splitlines())
    assert parse_config(shown) == parse_config(text)


@given(st.text(min_size=1, max_size=80).filter(lambda name: name.isprintable()))
def test_any_printable_name_survives_the_file(name: str) -> None:
    text = write_config(party=PartyId("north"), name=name, lang="en", exercise=False)
    assert tomllib.loads(text)["name"] == name


def test_an_unknown_setting_is_named_with_its_line_and_a_likely_one() -> None:
    with pytest.raises(BadConfig) as caught:
        parse_config(LEAST + "\n[line]\nprot = 4801\n", file="tansiq.toml")
    assert caught.value.where == "tansiq.toml:5"
    assert "line.port" in caught.value.advice()


def test_every_fault_is_named_not_only_the_first() -> None:
    text = 'party = "NORTH"\nname = "North"\nlang = "de"\n[officers]\nport = 70000\nhost = "everywhere"\n'
    assert [line for line, _ in get_faults(text)] == [1, 3, 5, 6]


def test_a_value_of_another_kind_is_refused() -> None:
    assert get_faults(LEAST + 'exercise = "yes"\n')[0] == (3, "exercise is true or false")
    assert get_faults(LEAST + "heartbeat_s = true\n")[0] == (3, "heartbeat_s is a whole number")
    assert get_faults(LEAST + "line = 4801\n")[0][0] == 3


def test_what_is_missing_is_named() -> None:
    assert [message for _, message in get_faults('name = "North"\n')] == ["party is missing"]


def test_a_file_that_is_not_toml_names_the_line() -> None:
    assert get_faults("party = north\n")[0][0] == 1
    assert get_faults('party = "north"\nname = "North\n')[0][0] == 2


def test_metrics_never_listen_beyond_loopback() -> None:
    assert get_faults(LEAST + '[metrics]\nhost = "0.0.0.0"\n')[0][0] == 4


def test_a_real_node_has_no_control_port() -> None:
    assert get_faults(LEAST + "[control]\nport = 0\n")[0][0] == 4
    assert parse_config(LEAST + "exercise = true\n[control]\nport = 0\n").control.port == 0


def test_an_address_without_a_port_is_refused() -> None:
    assert "host:port" in get_faults(LEAST + '[line]\naddresses = ["north.example"]\n')[0][1]


def test_lines_are_found_however_a_key_is_written() -> None:
    text = 'line.port = 1\n"name" = "x"\n[ officers ]\n  port=2\n[nonsense]\n'
    assert find_line(text, "line.port") == 1
    assert find_line(text, "name") == 2
    assert find_line(text, "officers.port") == 4
    assert find_line(text, "nonsense") == 5


def test_a_folder_without_settings_says_how_to_make_a_node(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="no settings file") as caught:
        load_config(tmp_path)
    assert "node init" in caught.value.advice()


def test_a_telephone_belongs_to_a_party() -> None:
    config = parse_config('telephones = ["south +90 (312) 555-01 02"]\n' + LEAST)
    assert config.telephones == (("south", "+90 (312) 555-01 02"),)
    assert "party and its number" in get_faults('telephones = ["+90 312"]\n' + LEAST)[0][1]
