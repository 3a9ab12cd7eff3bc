"""Checks a bundle or a log of a line, and says what it proves and what not.

Written from docs/bundle.md and docs/line-protocol.md alone: it imports nothing of Tansiq, only the standard library and
`cryptography`. Usage: python verify_bundle.py FILE [PARTY=KEYID ...]; ends with 1 where anything is not as it must be.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

TYPES = {name: f"application/vnd.tansiq.{name}.v1+json" for name in "envelope frame bundle rotation successor".split()}
LIMITS = "It proves neither whose keys these are, nor when, that its maker shows all it had, or that anybody read it."


def need(is_so: object, otherwise: str) -> None:
    if not is_so:
        raise ValueError(otherwise)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def canonical(value: object) -> bytes:
    """RFC 8785 for values whose numbers are whole; names are sorted by UTF-16."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return b"{" + b",".join(canonical(name) + b":" + canonical(value[name]) for name in names) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    need(not isinstance(value, float) and (not isinstance(value, int) or abs(value) < 2**53), f"{value} is not whole")
    return json.dumps(value, ensure_ascii=False).encode()


def parse(data: bytes) -> dict:
    """An object that stands there in its one form."""
    value = json.loads(data)
    need(isinstance(value, dict) and canonical(value) == data, "is not in the one form of its bytes")
    return value


def is_signed(key: str, name: str, payload: bytes, signature: bytes) -> bool:
    covered = b"DSSEv1 %d %b %d %b" % (len(TYPES[name]), TYPES[name].encode(), len(payload), payload)
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, covered)
    except InvalidSignature:
        return False
    return True


def unwrap(raw: bytes, name: str, keys: list[str]) -> tuple[bytes, str]:  # payload, and who signed
    wrapper = parse(raw)
    payload, signed = (base64.b64decode(each) for each in (wrapper["payload"], wrapper["signatures"][0]["sig"]))
    signers = [key for key in keys if is_signed(key, name, payload, signed)]
    need(signers, f"is no {name} signed by whom it should be")
    signature = {"keyid": sha256(bytes.fromhex(signers[0]))[:32], "sig": base64.b64encode(signed).decode()}
    whole = {"payload": base64.b64encode(payload).decode(), "payloadType": TYPES[name], "signatures": [signature]}
    need(wrapper == whole, f"is no {name} in its one form")
    return payload, signers[0]


class Book:
    """What the file says, checked step by step; the numbers are those of docs/bundle.md."""

    def __init__(self, text: bytes) -> None:
        self.text, self.wrong, self.said = text, [], []
        head, *self.rows = [json.loads(line) for line in text.splitlines()]
        self.line, self.own, self.peer = head["line"], head["party"], head["peer"]
        self.who = {"out": self.own, "in": self.peer}
        later, first = head.get("later_keys", {}), {"ordinary": 1, "urgent": 1}
        self.turns = {each: [{"key": head["keys"][each], **first}, *later.get(each, [])] for each in self.who.values()}
        self.keys = {party: [turn["key"] for turn in turns] for party, turns in self.turns.items()}
        self.payloads: dict[tuple[str, str, int], bytes] = {}
        self.after = [(each["key"], bytes.fromhex(each["by_former"])) for each in head.get("successors", [])]
        self.signers = {**self.keys, self.own: [*self.keys[self.own], *(key for key, _ in self.after)]}

    def check(self) -> None:
        sees = {
            "direction": self.message, "fork": self.fork, "set_aside": self.set_aside, "seal": self.seal,
            "receipt": lambda row: self.receipt(row, "out"), "given": lambda row: self.receipt(row, "in"),
            "false_receipt": lambda row: self.receipt(row, "out", is_false=True),
            "beat": lambda raw: self.frame(raw, self.peer, "heartbeat"),  # 6
            "offset": lambda row: self.frame(row["raw"], self.peer, "heartbeat"),
        }  # fmt: skip
        for number, row in enumerate(self.rows, start=2):
            name = next(iter(row))
            try:
                sees[name](row if name == "direction" else row[name])
            except (LookupError, ValueError, TypeError, RecursionError) as error:
                self.wrong.append(f"line {number} ({name}): {error}")
        for direction, party in self.who.items():
            self.pairing(direction, party)
        for former, (key, proof) in zip(self.signers[self.own][-1 - len(self.after) :], self.after, strict=False):
            said = {"line": self.line, "from": self.own, "old_key": former, "new_key": key}
            if not is_signed(former, "successor", canonical(said), proof):
                self.wrong.append(f"only {self.own} itself says that the later key {key} is its own")
        if not self.rows or "seal" not in self.rows[-1]:
            self.said.append("This is a log without a seal: what was cut off its end cannot be seen.")

    def open(self, raw: bytes, direction: str, chain: str, serial: int) -> bytes:  # 1
        party = self.who[direction]
        payload, key = unwrap(raw, "envelope", self.keys[party])
        turn = max(at for at, each in enumerate(self.turns[party]) if serial >= each[chain])
        allowed = self.keys[party][turn : None if chain == "urgent" else turn + 1]
        need(key in allowed, "is signed by a key whose turn it was not")
        place = [parse(payload)[name] for name in ("line", "from", "chain", "serial")]
        need(place == [self.line, party, chain, serial], f"was made as {place}")
        return payload

    def message(self, row: dict) -> None:
        place = direction, chain, serial = row["direction"], row["chain"], row["serial"]
        need(place not in self.payloads, "stands there twice")
        payload = self.payloads[place] = self.open(row["raw"].encode(), *place)
        # 2
        said, before = parse(payload), self.payloads.get((direction, chain, serial - 1))
        need(serial == 1 or before, f"{direction} {chain} {serial - 1} is missing before it")
        need(said["prev"] == ("0" * 64 if before is None else sha256(before)), "does not follow the one before it")
        # 4
        if said["kind"] == "key_change" and said["body"]["reason"] == "rotation":
            turns, body = self.turns[said["from"]], said["body"]
            at = next((at for at, each in enumerate(turns) if each["ordinary"] == serial + 1), 0)
            need(at > 0, "announces a key that the first line does not name")
            turn, announced = turns[at], body["from_serial"]
            proved = {"line": self.line, "from": said["from"], "from_serial": announced}
            proved |= {"new_key": turn["key"], "old_key": turns[at - 1]["key"]}
            need(turn["key"] == body["line_key"], "announces another key than the first line")
            need(turn["ordinary"] == announced["ordinary"] and turn["urgent"] <= announced["urgent"], "other serials")
            turn["is_proved"] = is_signed(turn["key"], "rotation", canonical(proved), bytes.fromhex(body["by_new_key"]))
            need(turn["is_proved"], "the new key is not proved")

    def pairing(self, direction: str, party: str) -> None:  # 3, and that no later key stands in the first line alone
        first = self.payloads.get((direction, "ordinary", 1))
        body = {} if first is None else parse(first)["body"]
        if first is not None and (body.get("reason"), body.get("line_key")) != ("pairing", self.keys[party][0]):
            self.wrong.append(f"{direction} ordinary 1 does not pair with the key of {party} that the first line names")
        elif "offers" in body:
            digest = hashlib.sha256("tansiq pairing line v1 {} {}".format(*body["offers"]).encode()).digest()
            if str(UUID(bytes=digest[:16], version=4)) != self.line:
                self.wrong.append("the line's id does not follow from the offers")
        if not all(turn.get("is_proved") for turn in self.turns[party][1:]):
            self.wrong.append(f"a later key of {party} is announced nowhere")

    def frame(self, raw: str, party: str, kind: str) -> dict:
        said = parse(unwrap(raw.encode(), "frame", self.signers[party])[0])
        need((said["line"], said["from"], said["frame"]) == (self.line, party, kind), f"is no {kind} of {party}")
        return said

    def receipt(self, row: dict, direction: str, is_false: bool = False) -> None:  # 5, 10
        who = self.peer if direction == "out" else self.own
        named = {name: row[name] for name in ("chain", "serial", "hash")}
        kept = self.payloads.get((direction, row["chain"], row["serial"]))
        need(named in self.frame(row["raw"], who, "receipts")["receipts"], "is not what was signed")
        need((kept is None or sha256(kept) != row["hash"]) is is_false, "does not name what it should")
        place = f"{row['chain']} messages 1 to {row['serial']} of the other end on its disk"
        self.said.append(f"{who} CLAIMS OTHER {place} than it was sent." if is_false else f"{who} had {place}.")

    def fork(self, row: dict) -> None:  # 7
        direction, chain, serial = row["direction"], row["chain"], row["serial"]
        payload = self.open(base64.b64decode(row["raw"], validate=True), direction, chain, serial)
        before, there, after = (self.payloads.get((direction, chain, serial + step)) for step in (-1, 0, 1))
        is_other = (there or payload) != payload or (before and parse(payload)["prev"] != sha256(before))
        need(is_other or (after and parse(after)["prev"] != sha256(payload)), "contradicts nothing")
        self.said.append(f"{parse(payload)['from']} SIGNED TWO HISTORIES: two messages for {chain} {serial}.")

    def set_aside(self, row: dict) -> None:  # 8
        raw = base64.b64decode(row["raw"], validate=True)
        need(len(raw) != row["size_bytes"] or sha256(raw) == row["hash"], "is not what its hash says")

    def seal(self, raw: str) -> None:  # 9
        said = parse(unwrap(raw.encode(), "bundle", self.signers[self.own][-1:])[0])
        before = sha256(self.text.removesuffix(b"\n").rpartition(b"\n")[0] + b"\n")
        covers = [self.line, self.own, len(self.rows), before]
        need(covers == [said[name] for name in ("line", "from", "lines", "sha256")], "covers something else")
        self.said.append(f"Sealed by {said['author']} of {said['from']}: nothing was changed or left out since.")


def main(path: str, *known: str) -> int:
    try:
        book = Book(Path(path).read_bytes())
    except (ValueError, KeyError, TypeError) as error:
        sys.exit(f"{path} is no log of a line: {error}")
    book.check()
    ids = {party: sha256(bytes.fromhex(book.keys[party][0]))[:32] for party in book.turns}
    for party, id_ in (each.split("=") for each in known):
        if ids.get(party) != id_.lower():
            book.wrong.append(f"the line began with key {ids.get(party)} of {party}, not with {id_}")
    print(*book.wrong, sep="\n") if book.wrong else print("Everything in it is as it must be.", *book.said, sep="\n")
    print("It names", *(f"{party}={id_}" for party, id_ in ids.items()), f"\n{LIMITS}")
    return 1 if book.wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
