"""Ports: which are asked for, kept, and refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tansiq.node.config import parse_config
from tansiq.node.ports import PortInUse, PortRefused, Ports, keep_ports, load_ports, open_port, plan_ports

FREE = parse_config('party = "north"\nname = "N"\nexercise = true\n[line]\nport = 0\n')


def test_a_port_that_others_were_told_of_is_taken_again(tmp_path: Path) -> None:
    keep_ports(tmp_path, Ports(line=45001, officers=45002, metrics=45003, control=45004))
    kept = load_ports(tmp_path)
    planned = plan_ports(FREE, Ports(officers=0, metrics=0), kept)
    assert planned == Ports(line=45001, officers=45002, metrics=0, control=0)


def test_a_port_that_the_command_names_comes_before_all_others() -> None:
    planned = plan_ports(FREE, Ports(line=5000), Ports(line=45001))
    assert planned.line == 5000
    assert planned.officers == 4802


def test_a_real_node_plans_no_control_port() -> None:
    real = parse_config('party = "north"\nname = "N"\n')
    assert plan_ports(real, Ports(control=0), Ports(control=45004)).control is None


def test_ports_that_cannot_be_read_are_forgotten(tmp_path: Path) -> None:
    (tmp_path / "ports.json").write_text("{")
    assert load_ports(tmp_path) == Ports()


def test_a_port_in_use_is_named_with_its_setting() -> None:
    with open_port("127.0.0.1", 0, setting="line.port") as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse) as caught:
            open_port("127.0.0.1", port, setting="officers.port")
    assert (caught.value.port, caught.value.where) == (port, "officers.port")
    assert "officers.port" in caught.value.advice()


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(PortRefused):
        open_port("192.0.2.1", 0, setting="line.port")
