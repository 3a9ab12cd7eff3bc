/**
 * Alarms: which situation is one, how urgent it is, who has it. One situation is one alarm: a cease is an alarm of its
 * own, and what its steps raise folds under it. Taking says that somebody has it and clears nothing.
 */
import { type AlertView, type CeaseView, post } from "./ask";
import { may, who } from "./session.svelte";
import { picture } from "./state.svelte";

export type Urgency = 1 | 2 | 3;

export interface Alarm {
  /** Of the alert or cease. */
  id: string;
  kind: "alert" | "cease";
  urgency: Urgency;
  atMs: number;
  taken: string | null;
  party: string | null;
  item: string | null;
  /** In the officer's language where the node wrote it; a cease is written by the page. */
  text: string;
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

/** By code; what is not named here is late, overdue, expiring or a clock: to be seen in time. */
export function classify(alert: AlertView): Urgency {
  if (FIRST.has(alert.code)) return 1;
  if (alert.code === "overdue" && alert.facts.cease !== undefined) return alert.facts.step === "report" ? 2 : 1;
  return SECOND.has(alert.code) ? 2 : 3;
}

function fromAlert(alert: AlertView): Alarm {
  return {
    id: alert.alert,
    kind: "alert",
    urgency: classify(alert),
    atMs: Date.parse(alert.at),
    taken: alert.taken,
    party: alert.party,
    item: alert.item,
    text: alert.text,
  };
}

/** A cease of another's hand that stands. Our own is no news to us. */
function fromCease(cease: CeaseView): Alarm {
  return {
    id: cease.cease,
    kind: "cease",
    urgency: 1,
    atMs: Date.parse(cease.at),
    taken: cease.taken?.by ?? null,
    party: cease.by,
    item: cease.items.length === 1 ? (cease.items[0] ?? null) : null,
    text: "",
  };
}

const all = $derived.by(() => {
  const standing = picture.ceases.filter((cease) => cease.stands);
  const ids = new Set(standing.map((cease) => cease.cease));
  const ceases = standing.filter((cease) => cease.by !== who.party).map(fromCease);
  const alerts = picture.alerts.filter((alert) => !(alert.facts.cease !== undefined && ids.has(alert.facts.cease)));
  return [...ceases, ...alerts.map(fromAlert)].sort(
    (one, other) => one.urgency - other.urgency || one.atMs - other.atMs,
  );
});

export const alarms = {
  /** Most urgent first, then oldest first. */
  get all(): readonly Alarm[] {
    return all;
  },
  get untaken(): readonly Alarm[] {
    return all.filter((alarm) => alarm.taken === null);
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
