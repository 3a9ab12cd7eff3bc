/**
 * The picture that all views show, fed by `live.ts` alone. Views read it and never change it; what an officer does is
 * asked of the node, and shows here when the node has it.
 */
import type { AgreementView, AlertView, CeaseView, EntryView, ItemView, LineView, StepView } from "./ask";

export type Link = "opening" | "up" | "lost";

const MOST_ENTRIES = 2000;

let items = $state.raw<ReadonlyMap<string, ItemView>>(new Map());
let lines = $state.raw<readonly LineView[]>([]);
let alerts = $state.raw<readonly AlertView[]>([]);
let ceases = $state.raw<readonly CeaseView[]>([]);
let agreements = $state.raw<readonly AgreementView[]>([]);
let pending = $state.raw<readonly StepView[]>([]);
let entries = $state.raw<readonly EntryView[]>([]);
let last = $state.raw(0);
let link = $state.raw<Link>("opening");
let lostAtMs = $state.raw<number | null>(null);
let exercise = $state.raw(false);
let checkedMs = $state.raw<number | null>(null);
let nodeState = $state.raw("ok");

export const picture = {
  /** By id. */
  get items(): ReadonlyMap<string, ItemView> {
    return items;
  },
  get lines(): readonly LineView[] {
    return lines;
  },
  /** Oldest first. */
  get alerts(): readonly AlertView[] {
    return alerts;
  },
  /** Oldest first. */
  get ceases(): readonly CeaseView[] {
    return ceases;
  },
  get agreements(): readonly AgreementView[] {
    return agreements;
  },
  /** Steps that wait for a second person. */
  get pending(): readonly StepView[] {
    return pending;
  },
  /** The newest entries of the record, oldest first; older ones are asked for by the record view. */
  get entries(): readonly EntryView[] {
    return entries;
  },
  /** Number of the last entry that is in this picture: its version. */
  get version(): number {
    return last;
  },
  get link(): Link {
    return link;
  },
  /** Node's time at which it was last heard, while it is lost. */
  get lostAtMs(): number | null {
    return lostAtMs;
  },
  get exercise(): boolean {
    return exercise;
  },
  /** ok, or cannot_write. */
  get nodeState(): string {
    return nodeState;
  },
  /** Node's time at which all of it was last known to be current. */
  get checkedMs(): number | null {
    return checkedMs;
  },
};

export interface Parts {
  items?: readonly ItemView[];
  lines?: readonly LineView[];
  alerts?: readonly AlertView[];
  ceases?: readonly CeaseView[];
  agreements?: readonly AgreementView[];
  pending?: readonly StepView[];
}

/** Lay whole parts of the picture down anew. */
export function put(parts: Parts): void {
  if (parts.items !== undefined) items = new Map(parts.items.map((item) => [item.item, item]));
  if (parts.lines !== undefined) lines = parts.lines;
  if (parts.alerts !== undefined) alerts = parts.alerts;
  if (parts.ceases !== undefined) ceases = parts.ceases;
  if (parts.agreements !== undefined) agreements = parts.agreements;
  if (parts.pending !== undefined) pending = parts.pending;
}

/** Some items as they now are. */
export function putItems(changed: readonly ItemView[]): void {
  const next = new Map(items);
  for (const item of changed) next.set(item.item, item);
  items = next;
}

/** Entries that follow those that are here. */
export function putEntries(more: readonly EntryView[], version: number): void {
  const fresh = more.filter((entry) => entry.number > (entries.at(-1)?.number ?? 0));
  if (fresh.length > 0) entries = [...entries, ...fresh].slice(-MOST_ENTRIES);
  last = Math.max(last, version);
}

export function forgetEntries(): void {
  entries = [];
  last = 0;
}

export function setLink(next: Link, nodeMs: number): void {
  if (next === "up") checkedMs = nodeMs;
  if (next === link) return;
  lostAtMs = next === "lost" ? (checkedMs ?? nodeMs) : null;
  link = next;
}

export function setExercise(is: boolean): void {
  exercise = is;
}

export function setNodeState(next: string): void {
  nodeState = next;
}
