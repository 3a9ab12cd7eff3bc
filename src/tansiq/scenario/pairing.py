"""Officers and lines before the first step, made as people make them.

Every one-time secret is changed at once to a random one that stays in memory. A line is paired by two administrators
a side: the phrase that one end shows is typed at the other.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping

from tansiq.scenario.centres import CentreProcess
from tansiq.scenario.client import CentreClient
from tansiq.scenario.doc import Doc, Json
from tansiq.scenario.errors import CentreFailed

SECOND_ADMINISTRATOR = "administrator-2"
READER = "auditor-of-the-play"
"""Reads for checks and for the report; may see and export, and has no operational word."""
LINE_UP_S = 20.0


async def sign_on(process: CentreProcess) -> None:
    """The first administrator takes office and signs on a second one and every officer of the file."""
    client = process.client
    await _take_office(client, process.administrator, process.first_secret)
    wanted = [(officer.name, officer.role, officer.lang) for officer in process.centre.officers]
    wanted.append((SECOND_ADMINISTRATOR, "administrator", process.centre.lang))
    wanted.append((READER, "auditor", process.centre.lang))
    await asyncio.gather(*(_sign_on_one(client, officer, by=process.administrator) for officer in wanted))


async def _sign_on_one(client: CentreClient, officer: tuple[str, str, str], *, by: str) -> None:
    name, role, lang = officer
    made = await client.post("/officers", by, {"name": name, "role": role, "lang": lang})
    await _take_office(client, name, made.text("one_time_secret"))


async def _take_office(client: CentreClient, name: str, one_time: str) -> None:
    client.secrets[name] = one_time
    await client.sign_in(name)
    own = secrets.token_urlsafe(24)
    changed = await client.post("/session/secret", name, {"old": one_time, "new": own})
    client.secrets[name] = own
    if token := changed.text("token"):
        client.tokens[name] = token


async def pair(one: CentreProcess, other: CentreProcess) -> None:
    """A line between two centres."""
    ends = (one, other)
    begun = await asyncio.gather(*(_post(end, "", {"addresses": [end.line_address]}) for end in ends))
    pairings = [made.text("pairing") for made in begun]
    offers = await asyncio.gather(
        *(
            _post(end, f"/{pairings[i]}/commitment", {"commitment": begun[1 - i].text("commitment")})
            for i, end in enumerate(ends)
        )
    )
    told = await asyncio.gather(
        *(_post(end, f"/{pairings[i]}/offer", {"offer": offers[1 - i].at("offer").value}) for i, end in enumerate(ends))
    )
    reader = next((i for i, end in enumerate(told) if end.text("role") == "reader"), None)
    if reader is None:
        raise CentreFailed("neither end reads the phrase", party=one.centre.id, log=one.log)
    phrase = list(told[reader].texts("phrase"))
    typed = await _post(ends[1 - reader], f"/{pairings[1 - reader]}/phrase", {"phrase": phrase})
    if not typed.flag("matched"):
        raise CentreFailed("the phrase was typed and does not match", party=one.centre.id, log=one.log)
    await asyncio.gather(*(_confirm(end, pairings[i]) for i, end in enumerate(ends)))


async def _post(end: CentreProcess, path: str, body: Mapping[str, Json]) -> Doc:
    return await end.client.post(f"/lines/pairings{path}", end.administrator, body)


async def _confirm(end: CentreProcess, pairing: str) -> None:
    pending = await end.client.post(f"/lines/pairings/{pairing}/confirm", end.administrator, {})
    if waiting := pending.text("pending"):
        await end.client.post(f"/pending/{waiting}/release", SECOND_ADMINISTRATOR, {})


async def wait_for_lines(process: CentreProcess, peers: set[str]) -> None:
    """Until each line of a centre is up; raises `CentreFailed` after a while."""
    deadline = asyncio.get_running_loop().time() + LINE_UP_S
    while True:
        lines = await process.client.get("/lines", process.administrator)
        states = {line.text("peer"): line.text("state") for line in lines.list()}
        if all(states.get(peer) == "up" for peer in peers):
            return
        if asyncio.get_running_loop().time() > deadline:
            raise CentreFailed(f"lines do not come up: {states}", party=process.centre.id, log=process.log)
        await asyncio.sleep(0.03)
