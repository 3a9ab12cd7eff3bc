"""A scenario on real nodes, played once a run of the tests and looked at by many."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tansiq.scenario.doc import Doc
from tansiq.scenario.show import Shown, show_scenario


@dataclass(frozen=True)
class Played:
    """How a scenario came out, and its report as a program reads it."""

    shown: Shown
    report: Doc
    folder: Path

    def centre(self, party: str) -> Doc:
        return self.report.at("centres", party)

    def item(self, party: str, name: str) -> Doc:
        """An item by its name, as a centre shows it."""
        return next(item for item in self.centre(party).list("items") if item.text("name") == name)

    def agreement(self, party: str, title: str) -> Doc:
        """An agreement by the beginning of its title."""
        found = self.centre(party).list("agreements")
        return next(agreement for agreement in found if agreement.text("title").startswith(title))

    def assessment(self, party: str, title: str) -> Doc:
        found = self.centre(party).list("assessments")
        return next(assessment for assessment in found if assessment.text("title") == title)


def play(name: str, folder: Path) -> Played:
    shown = show_scenario(name, out=folder / "report", work=folder / "work")
    assert shown.failure is None, f"{shown.failure} at {shown.failure.where}"
    assert shown.outcomes and all(outcome.is_met for outcome in shown.outcomes)
    assert shown.report is not None
    return Played(shown, Doc(json.loads(shown.report.json.read_text(encoding="utf-8"))), folder)
