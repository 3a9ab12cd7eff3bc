/**
 * Messages as rows: what is said, to whom, how urgent, whose turn it is and until when. Pure, from the picture alone.
 * One message to several parties is one row; acknowledgements and tests are kept out unless they are asked for.
 */
import type { CeaseView, EntryView, ItemView, LineView } from "../../ask";

export type Precedence = "FLASH" | "IMMEDIATE" | "PRIORITY" | "ROUTINE";
export const PRECEDENCES: readonly Precedence[] = ["FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE"];
export type Filter = "in" | "out" | "mine" | "overdue";
export const FILTERS: readonly Filter[] = ["in", "out", "mine", "overdue"];

const MINOR = new Set(["ack", "test", "readback", "held", "release", "position", "verified", "status"]);
const OF_ITEMS = new Set(["notify", "amend"]);
const READBACK_SHARE = 0.5;

export interface Row {
  /** Of the address. */
  key: string;
  entry: EntryView;
  /** The same message to every party. */
  copies: readonly EntryView[];
  precedence: Precedence;
  isIn: boolean;
  isMinor: boolean;
  item: ItemView | null;
  cease: CeaseView | null;
  /** Until when an answer is due; null where none is, or where it came. */
  dueMs: number | null;
  /** We are to do something. */
  isOurs: boolean;
  /** It names a revision that is no longer the current one. */
  isOld: boolean;
}

export interface Known {
  own: string;
  items: ReadonlyMap<string, ItemView>;
  ceases: readonly CeaseView[];
}

/** Item that a body speaks of: notify and amend carry it whole, the others name it. */
export function findItemId(entry: EntryView): string | null {
  const body = entry.body as { item?: string | { id?: string } } | null;
  const said = body?.item;
  if (typeof said === "string") return said;
  return said?.id ?? null;
}

export function findCeaseId(entry: EntryView): string | null {
  const body = entry.body as { cease?: string; id?: string } | null;
  return body?.cease ?? (entry.kind === "cease" || entry.kind === "distress" ? (body?.id ?? null) : null);
}

export function makeRows(entries: readonly EntryView[], known: Known): Row[] {
  const groups = new Map<string, EntryView[]>();
  for (const entry of entries) {
    if (entry.precedence === null) continue;
    const key = entry.source === known.own ? `${entry.kind}/${entry.content}/${entry.author}` : String(entry.number);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups.values()].map((copies) => makeRow(copies, known));
}

function makeRow(copies: readonly EntryView[], known: Known): Row {
  const entry = copies[0] as EntryView;
  const id = findItemId(entry);
  const item = id === null ? null : (known.items.get(id) ?? null);
  const ceaseId = findCeaseId(entry);
  const cease = ceaseId === null ? null : (known.ceases.find((each) => each.cease === ceaseId) ?? null);
  const isIn = entry.source !== known.own;
  const isOld = OF_ITEMS.has(entry.kind) && item !== null && item.hash !== entry.content;
  const dueMs = isOld ? null : findDue(entry, { item, cease, own: known.own, copies });
  return {
    key: String(entry.number),
    entry,
    copies,
    precedence: (entry.precedence ?? "ROUTINE") as Precedence,
    isIn,
    isMinor: MINOR.has(entry.kind),
    item,
    cease,
    dueMs,
    isOurs: isIn && (dueMs !== null || (cease?.stands === true && cease.taken === null)),
    isOld,
  };
}

interface About {
  item: ItemView | null;
  cease: CeaseView | null;
  own: string;
  copies: readonly EntryView[];
}

function findDue(entry: EntryView, about: About): number | null {
  if (entry.kind === "cease" && about.cease !== null) return findCeaseDue(about.cease);
  if (entry.answer_by === null || about.item === null || !OF_ITEMS.has(entry.kind)) return null;
  if (["ended", "cancelled"].includes(about.item.state)) return null;
  const dueMs = Date.parse(entry.answer_by);
  const waiting = entry.source === about.own ? about.copies.map((copy) => copy.to ?? "") : [about.own];
  const open = waiting.filter((party) => !hasAnswered(about.item as ItemView, party));
  if (open.length === 0) return null;
  const needsReadback = open.some((party) => !hasReadBack(about.item as ItemView, party));
  const sentMs = Date.parse(entry.sent ?? entry.at);
  return needsReadback ? sentMs + (dueMs - sentMs) * READBACK_SHARE : dueMs;
}

function findCeaseDue(cease: CeaseView): number | null {
  if (!cease.stands || cease.taken !== null) return null;
  const next = cease.escalation.find((step) => step.at === null);
  return next === undefined ? null : Date.parse(next.due);
}

export function hasAnswered(item: ItemView, party: string): boolean {
  return item.answers.some((each) => each.party === party && each.revision === item.hash && !each.withdrawn);
}

export function hasReadBack(item: ItemView, party: string): boolean {
  return item.readbacks.some((each) => each.party === party && each.same);
}

export function chooseRows(rows: readonly Row[], filter: Filter, withMinor: boolean, nowMs: number): Row[] {
  return rows.filter((row) => {
    if (row.isMinor && !withMinor) return false;
    if (filter === "in") return row.isIn;
    if (filter === "out") return !row.isIn;
    if (filter === "mine") return row.isOurs;
    return row.dueMs !== null && row.dueMs <= nowMs;
  });
}

/** What is due first comes first, the rest newest first. */
export function sortRows(rows: readonly Row[]): Row[] {
  return rows.toSorted((one, other) => {
    const [first, second] = [one.dueMs ?? Number.POSITIVE_INFINITY, other.dueMs ?? Number.POSITIVE_INFINITY];
    return first === second ? other.entry.number - one.entry.number : first - second;
  });
}

export interface Step {
  /** `sent`, `disk`, `read`, `entered` or `loaded`. */
  level: string;
  atMs: number | null;
  by: string | null;
  unit: string;
  isDone: boolean;
}

export interface Ladder {
  party: string;
  steps: readonly Step[];
  isReached: boolean;
}

const LEVELS = ["read", "entered", "loaded"] as const;

/** How far a message has come at each of its ends. */
export function makeLadders(
  row: Row,
  entries: readonly EntryView[],
  lines: readonly LineView[],
  own: string,
): Ladder[] {
  const hashes = new Set(row.copies.map((copy) => copy.hash));
  const acks = entries.filter((entry) => {
    const { message } = (entry.body ?? {}) as { message?: string };
    return entry.kind === "ack" && message !== undefined && hashes.has(message);
  });
  if (row.isIn) return [makeLadder(own, row.entry, acks, true)];
  return row.copies.map((copy) => {
    const of = acks.filter((ack) => ((ack.body as { message?: string }).message ?? "") === copy.hash);
    return makeLadder(copy.to ?? "", copy, of, isOnDisk(copy, lines));
  });
}

function makeLadder(party: string, entry: EntryView, acks: readonly EntryView[], onDisk: boolean): Ladder {
  const disk: Step = { level: "disk", atMs: null, by: null, unit: "", isDone: onDisk };
  const told = LEVELS.map((level): Step => {
    const ack = acks.find((each) => (each.body as { level?: string }).level === level);
    const unit = ((ack?.body ?? {}) as { unit?: string }).unit ?? "";
    return {
      level,
      atMs: ack === undefined ? null : Date.parse(ack.at),
      by: ack?.author ?? null,
      unit,
      isDone: ack !== undefined,
    };
  });
  const sent: Step = {
    level: "sent",
    atMs: Date.parse(entry.sent ?? entry.at),
    by: entry.author,
    unit: "",
    isDone: true,
  };
  return { party, steps: [sent, disk, ...told], isReached: onDisk && told.some((step) => step.isDone) };
}

/** A cumulative receipt of the peer covers it. */
export function isOnDisk(entry: EntryView, lines: readonly LineView[]): boolean {
  if (entry.received_receipt !== null) return true;
  const line = lines.find((each) => each.peer === entry.to);
  if (line === undefined || entry.serial === null || entry.chain === null) return false;
  const chain = entry.chain === "urgent" ? line.out.urgent : line.out.ordinary;
  return chain.receipted >= entry.serial;
}
