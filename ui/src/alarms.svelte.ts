/**
 * Alarms as every console of the node has them: what the node raised, with the priority it gives, and each cease of
 * another's hand as an alarm of its own, under which what its steps raise folds. One situation is one alarm. Taking
 * says that somebody has it and clears nothing.
 */
import { type AlertView, type CeaseView, type LineView, post } from "./ask";
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
  /** Put aside for a while, by whom, why and until when; it comes back by itself. */
  shelved: AlertView["shelved"];
  /** Under the alarm of its silent line. */
  isFolded: boolean;
}

/** Longest time for which an alarm is put aside, minutes; one of the first urgency never is. */
export const SHELF_MIN: Readonly<Record<Urgency, number>> = { 1: 0, 2: 15, 3: 60 };

const URGENCIES: Readonly<Record<string, Urgency>> = { P1: 1, P2: 2, P3: 3 };
/** Answers that cannot come while the line is silent. */
const WAITS_FOR_LINE = new Set(["overdue", "late"]);

function fromAlert(alert: AlertView, lines: readonly LineView[]): Alarm {
  const line = lines.find((each) => each.peer === alert.party);
  return {
    id: alert.alert,
    kind: "alert",
    code: alert.code,
    urgency: URGENCIES[alert.priority] ?? 1,
    atMs: Date.parse(alert.at),
    taken: alert.taken,
    party: alert.party,
    item: alert.item,
    text: alert.text,
    isOver: alert.ended !== null,
    shelved: alert.shelved,
    isFolded: WAITS_FOR_LINE.has(alert.code) && line?.state === "silent",
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
    shelved: null,
    isFolded: false,
  };
}

const all = $derived.by(() => {
  const standing = picture.ceases.filter((cease) => cease.stands && cease.by !== who.party);
  const ids = new Set(picture.ceases.map((cease) => cease.cease));
  const alerts = picture.alerts.filter((alert) => !ids.has(alert.facts.cease ?? ""));
  const made = [...standing.map(fromCease), ...alerts.map((alert) => fromAlert(alert, picture.lines))];
  // Taken and over is history; the record has it.
  const open = made.filter((alarm) => !(alarm.taken !== null && alarm.isOver));
  return open.sort((one, other) => one.urgency - other.urgency || one.atMs - other.atMs);
});

export const alarms = {
  /** Most urgent first, then oldest first. */
  get all(): readonly Alarm[] {
    return all;
  },
  /** What nobody has and nobody put aside. */
  get untaken(): readonly Alarm[] {
    return all.filter((alarm) => alarm.taken === null && alarm.shelved === null && !alarm.isFolded);
  },
  get shelved(): readonly Alarm[] {
    return all.filter((alarm) => alarm.shelved !== null);
  },
  /** What may sound: untaken, and still there. */
  get sounding(): readonly Alarm[] {
    return this.untaken.filter((alarm) => !alarm.isOver);
  },
  /** FLASH and untaken, oldest first: what the strip shows. */
  get flash(): readonly Alarm[] {
    return all.filter((alarm) => alarm.urgency === 1 && alarm.taken === null);
  },
};

export function mayTake(alarm: Alarm): boolean {
  return alarm.taken === null && may(alarm.kind === "cease" ? "take_cease" : "take_alert");
}

/** Another officer has it, and is gone or asks for it to be taken. */
export function mayTakeOver(alarm: Alarm): boolean {
  const isOthers = alarm.taken !== null && alarm.taken !== who.session?.officer;
  return isOthers && may(alarm.kind === "cease" ? "take_cease" : "take_alert");
}

export function mayShelve(alarm: Alarm): boolean {
  return alarm.kind === "alert" && alarm.shelved === null && SHELF_MIN[alarm.urgency] > 0 && may("shelve");
}

export async function take(alarm: Alarm, over = false): Promise<void> {
  if (alarm.kind === "cease") await post("/ceases/{cease}/take", { cease: alarm.id }, { over });
  else await post("/alerts/{alert}/take", { alert: alarm.id }, { over });
}

export async function shelve(alarm: Alarm, reason: string): Promise<void> {
  await post("/alerts/{alert}/shelve", { alert: alarm.id }, { minutes: SHELF_MIN[alarm.urgency], reason });
}
