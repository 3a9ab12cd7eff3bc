/** What is said to the persons at the other ends: messages that begin something, and those that answer one. */
import { nameItem, nameParty } from "../alarm-words";
import { type CeaseView, type EntryView, type ItemView, post } from "../ask";
import { now } from "../clock.svelte";
import { who } from "../session.svelte";
import { picture } from "../state.svelte";
import { t, tc } from "../words.svelte";
import { type Field, filled, listOf, type Option, type Order, stampOf, type Typed } from "./order";

const TEXT: Field = { name: "text", type: "text" };
const TO: Field = { name: "to", type: "parties" };
const OUTCOMES = ["confirmed", "mistaken", "unclear"] as const;
const REPORTED = ["people", "aircraft"] as const;

export function choose(name: string, prefix: string, values: readonly string[], start?: string): Field {
  const options = values.map((value) => ({ value, text: tc(prefix, value.toLowerCase()) }));
  return { name, type: "choice", options, ...(start === undefined ? {} : { start }) };
}

export function chooseParty(): Field {
  return {
    name: "party",
    type: "choice",
    options: picture.lines.map(({ peer }) => ({ value: peer, text: nameParty(peer) })),
  };
}

function chooseItem(start?: string): Field {
  const options: Option[] = [...picture.items.values()]
    .filter((item) => !["ended", "cancelled"].includes(item.state))
    .map((item) => ({ value: item.item, text: nameItem(item.item) }));
  return { name: "item", type: "choice", isOptional: true, options, ...(start === undefined ? {} : { start }) };
}

function everybody(): string {
  return picture.lines.map((line) => line.peer).join(" ");
}

/** Prose; to the end of a cease where it is about one. */
function writeNote(about = "", to = "", precedence = "ROUTINE"): Order {
  return {
    id: "note",
    isMessage: true,
    needs: "note",
    about,
    fields: [
      { ...TO, start: to },
      choose("precedence", "precedence", ["IMMEDIATE", "PRIORITY", "ROUTINE"], precedence),
      TEXT,
    ],
    send: ({ to = "", text = "", precedence: urgency }, lang) =>
      post("/notes", {}, { to: listOf(to), text, lang, precedence: urgency as "ROUTINE" }),
  };
}

export function ask(item?: ItemView): Order {
  return {
    id: "query",
    isMessage: true,
    needs: "query",
    about: item?.item ?? "",
    fields: [
      { ...TO, start: item === undefined || item.owner === who.party ? "" : item.owner },
      chooseItem(item?.item),
      choose("precedence", "precedence", ["IMMEDIATE", "PRIORITY", "ROUTINE"], "PRIORITY"),
      TEXT,
      { name: "answer-by", type: "instant", isOptional: true },
    ],
    send: (typed, lang) =>
      post(
        "/queries",
        {},
        {
          to: listOf(typed.to),
          text: typed.text ?? "",
          lang,
          precedence: typed.precedence as "PRIORITY",
          ...filled({
            item: typed.item ?? "",
            answer_by: typed["answer-by"] ? stampOf(typed["answer-by"], now()) : "",
          }),
        },
      ),
  };
}

function reportIncident(): Order {
  return {
    id: "incident",
    isMessage: true,
    needs: "incident",
    about: "",
    fields: [
      { ...TO, start: everybody() },
      { name: "title", type: "line" },
      { name: "occurred", type: "instant" },
      { name: "place-words", type: "line", isOptional: true },
      chooseItem(),
      TEXT,
    ],
    send: (typed, lang) => post("/incidents", {}, incidentOf(typed, lang)),
  };
}

function incidentOf(typed: Typed, lang: string) {
  return {
    to: listOf(typed.to),
    title: typed.title ?? "",
    occurred: stampOf(typed.occurred, now()),
    place: typed["place-words"] ?? "",
    text: typed.text ?? "",
    lang,
    items: listOf(typed.item),
  };
}

/** Our account of an incident that another party told of; it stands beside theirs. */
function addAccount(incident: string): Order {
  const plain = reportIncident();
  return {
    ...plain,
    id: "account",
    about: incident,
    send: (typed, lang) => post("/incidents", {}, { ...incidentOf(typed, lang), incident }),
  };
}

function reportPosition(): Order {
  return {
    id: "position",
    isMessage: true,
    needs: "position",
    about: "",
    fields: [
      TO,
      choose("subject", "reported", REPORTED),
      { name: "name", type: "line" },
      { name: "place", type: "code" },
      { name: "datum", type: "datum" },
      { name: "count", type: "count", start: "1" },
      { name: "at", type: "instant", isOptional: true },
    ],
    send: (typed) =>
      post(
        "/positions",
        {},
        {
          to: listOf(typed.to),
          subject: typed.subject as "people",
          name: typed.name ?? "",
          place: typed.place ?? "",
          datum: typed.datum ?? "",
          count: Number(typed.count),
          ...(typed.at ? { at: stampOf(typed.at, now()) } : {}),
        },
      ),
  };
}

function callDistress(): Order {
  return {
    id: "distress",
    isMessage: true,
    needs: "cease",
    about: "",
    fields: [
      { ...TEXT, isOptional: true },
      { name: "place-words", type: "line", isOptional: true },
      { name: "caller", type: "line", isOptional: true },
      { name: "number", type: "code", isOptional: true },
    ],
    send: (typed, lang) =>
      post(
        "/distresses",
        {},
        {
          text: typed.text ?? "",
          place: typed["place-words"] ?? "",
          caller: typed.caller ?? "",
          number: typed.number ?? "",
          lang,
        },
      ),
  };
}

/** What begins something, whatever is open. */
export function newOrders(): Order[] {
  return [writeNote(), ask(), reportIncident(), reportPosition(), callDistress()];
}

export function ordersOfCease(cease: CeaseView): Order[] {
  const others = cease.ends.filter((party) => party !== who.party).join(" ");
  const note = writeNote(cease.cease, others, "IMMEDIATE");
  if (cease.kind !== "distress") return [note];
  return [
    note,
    {
      id: "found",
      isMessage: true,
      needs: "distress_check",
      about: cease.cease,
      fields: [choose("outcome", "outcome", OUTCOMES), { name: "source", type: "line" }, { ...TEXT, isOptional: true }],
      send: ({ outcome, source = "", text = "" }, lang) =>
        post("/ceases/{cease}/found", { cease: cease.cease }, { outcome: outcome as "confirmed", source, text, lang }),
    },
  ];
}

const CORRECTED = new Set(["note", "query", "reply", "protest", "incident", "position"]);
const PROTESTED = new Set([
  "notify",
  "amend",
  "cancel",
  "answer",
  "doubt",
  "status",
  "note",
  "reply",
  "incident",
  "assessment",
  "situation",
  "position",
  "cease",
  "cease_executed",
  "distress",
  "correction",
]);

/** What can be said to a message that is open. */
export function ordersOfMessage(entry: EntryView): Order[] {
  const { hash, message } = entry;
  if (hash === null || message === null) return [];
  if (entry.source === who.party) return CORRECTED.has(entry.kind) ? [correct(entry, hash)] : [];
  const found: Order[] = [];
  if (entry.kind === "query")
    found.push({
      id: "reply",
      needs: "reply",
      about: message,
      fields: [TEXT],
      send: ({ text = "" }, lang) => post("/queries/{message}/reply", { message }, { text, lang }),
    });
  const { incident } = (entry.body ?? {}) as { incident?: string };
  if (entry.kind === "incident" && incident !== undefined) found.push(addAccount(incident));
  if (PROTESTED.has(entry.kind))
    found.push({
      id: "protest",
      needs: "protest",
      about: hash,
      fields: [TEXT],
      send: ({ text = "" }, lang) => post("/messages/{hash}/protest", { hash }, { text, lang }),
    });
  return found;
}

function correct(entry: EntryView, hash: string): Order {
  const said = (entry.body ?? {}) as { text?: string; title?: string };
  const isPosition = entry.kind === "position";
  const words: Field[] = isPosition
    ? [
        { name: "place", type: "code" },
        { name: "datum", type: "datum" },
      ]
    : [{ ...TEXT, start: said.text ?? "" }];
  if (entry.kind === "incident") words.unshift({ name: "title", type: "line", start: said.title ?? "" });
  return {
    id: "correct",
    needs: "correct",
    about: hash,
    fields: words,
    send: (typed, lang) =>
      post(
        "/messages/{hash}/correct",
        { hash },
        {
          ...filled({
            text: typed.text ?? "",
            title: typed.title ?? "",
            place: typed.place ?? "",
            datum: typed.datum ?? "",
          }),
          ...(isPosition ? {} : { lang }),
        },
      ),
  };
}

/** Between a revision of ours and one of theirs that meets it: both may stand side by side where both have signed. */
export function ordersBetween(item: ItemView): Order[] {
  const met = new Set(item.holds.map((hold) => hold.item).filter((id) => id !== null && id !== item.item));
  return [...met]
    .map((id) => picture.items.get(id ?? ""))
    .filter((other) => other !== undefined)
    .filter((other) => (other.owner === who.party) !== (item.owner === who.party))
    .map((other) => ({
      id: "resolve",
      needs: "resolve",
      about: `${item.hash}-${other.hash}`,
      fields: [
        choose_("other", [
          {
            value: other.hash,
            text: `${nameItem(other.item)} · ${t("order-revision", { revision: `r${other.revision}` })}`,
          },
        ]),
        { ...TEXT, name: "terms", start: termsOf(item.hash, other.hash) },
      ],
      send: ({ terms = "" }, lang) => post("/resolutions", {}, { first: item.hash, second: other.hash, terms, lang }),
    }));
}

function choose_(name: string, options: readonly Option[]): Field {
  return { name, type: "choice", options };
}

export interface Signature {
  party: string;
  terms: string;
  lang: string;
  atMs: number;
  other: string;
}

/** Who has signed that this revision may stand beside another, and how they are kept apart. */
export function signaturesOf(item: ItemView, entries: readonly EntryView[]): Signature[] {
  const found: Signature[] = [];
  for (const entry of entries) {
    if (entry.kind !== "resolution") continue;
    const body = (entry.body ?? {}) as { first?: string; second?: string; terms?: string; terms_lang?: string };
    if (body.first !== item.hash && body.second !== item.hash) continue;
    const other = (body.first === item.hash ? body.second : body.first) ?? "";
    found.push({
      party: entry.source,
      terms: body.terms ?? "",
      lang: body.terms_lang ?? "en",
      atMs: Date.parse(entry.at),
      other,
    });
  }
  return found;
}

function termsOf(first: string, second: string): string {
  const [one, other] = [first, second].sort();
  const said = picture.entries.findLast((entry) => {
    const body = (entry.body ?? {}) as { first?: string; second?: string };
    return entry.kind === "resolution" && body.first === one && body.second === other;
  });
  return ((said?.body ?? {}) as { terms?: string }).terms ?? "";
}
