/**
 * Alarms: which situation is one, how urgent it is, who has it. One situation is one alarm: a cease is an alarm of its
 * own, and what its steps raise folds under it. Taking says that somebody has it and clears nothing.
 */
import { type AlertView, type CeaseView, type ItemView, type LineView, post } from "./ask";
import { may, who } from "./session.svelte";
import { picture } from "./state.svelte";

export type Urgency = 1 | 2 | 3;

export interface Alarm {
  /** Of the alert or cease. */
  id: string;
  kind: "alert" | "cease";
  code: string;
  urgency: Urgency;
  atMs: number;
  taken: string | null;
  party: string | null;
  item: string | null;
  /** In the officer's language where the node wrote it; a cease is written by the page. */
  text: string;
  /** What raised it is over; it stays until it is taken. */
  isOver: boolean;
  /** Under the alarm of its silent line. */
  isFolded: boolean;
}

const FIRST = new Set(["unilateral", "prose_cease", "distress"]);
const SECOND = new Set([
  "conflict",
  "line_silent",
  "untrusted",
  "wrong_certificate",
  "left_volume",
  "not_in_plan",
  "broken_message",
  "cannot_write",
  "second_run",
  "set_aside",
  "own_chain_differs",
  "own_key_lost",
  "run_refused",
]);
const OF_LINE = new Set(["line_silent", "line_degraded"]);
const ENDED = new Set(["ended", "cancelled"]);

/** By code; what is not named here is late, overdue, expiring or a clock: to be seen in time. */
export function classify(alert: Pick<AlertView, "code" | "facts">): Urgency {
  if (FIRST.has(alert.code)) return 1;
  if (alert.code === "overdue" && alert.facts.cease !== undefined) return alert.facts.step === "report" ? 2 : 1;
  return SECOND.has(alert.code) ? 2 : 3;
}

interface Around {
  own: string;
  items: ReadonlyMap<string, ItemView>;
  lines: readonly LineView[];
}

/** Whether the picture still shows what raised the alert. */
export function isOver(alert: Pick<AlertView, "code" | "item" | "party">, around: Around): boolean {
  const line = around.lines.find((each) => each.peer === alert.party);
  if (OF_LINE.has(alert.code)) return line?.state === "up";
  if (alert.item === null) return false;
  const item = around.items.get(alert.item);
  if (item === undefined) return false;
  if (ENDED.has(item.state)) return true;
  if (alert.code === "conflict") return !item.holds.some((hold) => hold.code === "conflict");
  if (alert.code === "overdue")
    return item.answers.some((each) => each.party === around.own && each.revision === item.hash);
  return false;
}

function fromAlert(alert: AlertView, around: Around): Alarm {
  const line = around.lines.find((each) => each.peer === alert.party);
  return {
    id: alert.alert,
    kind: "alert",
    code: alert.code,
    urgency: classify(alert),
    atMs: Date.parse(alert.at),
    taken: alert.taken,
    party: alert.party,
    item: alert.item,
    text: alert.text,
    isOver: isOver(alert, around),
    isFolded: alert.code === "overdue" && line !== undefined && line.state === "silent",
  };
}

/** A cease of another's hand that stands. Our own is no news to us. */
function fromCease(cease: CeaseView): Alarm {
  return {
    id: cease.cease,
    kind: "cease",
    code: cease.kind,
    urgency: 1,
    atMs: Date.parse(cease.at),
    taken: cease.taken?.by ?? null,
    party: cease.by,
    item: cease.items.length === 1 ? (cease.items[0] ?? null) : null,
    text: "",
    isOver: false,
    isFolded: false,
  };
}

const all = $derived.by(() => {
  const around = { own: who.party, items: picture.items, lines: picture.lines };
  const standing = picture.ceases.filter((cease) => cease.stands && cease.by !== who.party);
  const ids = new Set(picture.ceases.map((cease) => cease.cease));
  const alerts = picture.alerts.filter((alert) => !ids.has(alert.facts.cease ?? ""));
  const made = [...standing.map(fromCease), ...alerts.map((alert) => fromAlert(alert, around))];
  // Taken and over is history; the record has it.
  const open = made.filter((alarm) => !(alarm.taken !== null && alarm.isOver));
  return open.sort((one, other) => one.urgency - other.urgency || one.atMs - other.atMs);
});

export const alarms = {
  /** Most urgent first, then oldest first. */
  get all(): readonly Alarm[] {
    return all;
  },
  get untaken(): readonly Alarm[] {
    return all.filter((alarm) => alarm.taken === null && !alarm.isFolded);
  },
  /** What may sound: untaken, and still there. */
  get sounding(): readonly Alarm[] {
    return all.filter((alarm) => alarm.taken === null && !alarm.isFolded && !alarm.isOver);
  },
  /** FLASH and untaken, oldest first: what the strip shows. */
  get flash(): readonly Alarm[] {
    return all.filter((alarm) => alarm.urgency === 1 && alarm.taken === null);
  },
};

export function mayTake(alarm: Alarm): boolean {
  return alarm.taken === null && may(alarm.kind === "cease" ? "take_cease" : "take_alert");
}

export async function take(alarm: Alarm): Promise<void> {
  if (alarm.kind === "cease") await post("/ceases/{cease}/take", { cease: alarm.id }, {});
  else await post("/alerts/{alert}/take", { alert: alarm.id }, {});
}
