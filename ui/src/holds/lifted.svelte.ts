/** Holds that were lifted a moment ago: they stay in sight, struck through, for a minute. */
import type { HoldView, ItemView } from "../ask";
import { now } from "../clock.svelte";
import { picture } from "../state.svelte";

const STAYS_MS = 60_000;

export interface Lifted {
  hold: HoldView;
  atMs: number;
}

let before: ReadonlyMap<string, ItemView> = new Map();
let kept = $state.raw<ReadonlyMap<string, readonly Lifted[]>>(new Map());

export function keyOf(hold: HoldView): string {
  return [hold.code, hold.party, hold.article, hold.item].join("/");
}

/** What was lifted from an item within the last minute. */
export function liftedOf(item: string): readonly Lifted[] {
  const since = now() - STAYS_MS;
  return (kept.get(item) ?? []).filter((each) => each.atMs > since);
}

function compare(was: ItemView, is: ItemView): Lifted[] {
  // A new revision is another thing to be held, and one that is over is held by nothing.
  if (was.hash !== is.hash || is.state === "ended" || is.state === "cancelled") return [];
  const stand = new Set(is.holds.map(keyOf));
  return was.holds.filter((hold) => !stand.has(keyOf(hold))).map((hold) => ({ hold, atMs: now() }));
}

function look(items: ReadonlyMap<string, ItemView>): void {
  const next = new Map(kept);
  for (const [id, is] of items) {
    const was = before.get(id);
    if (was === undefined || was === is) continue;
    const stand = new Set(is.holds.map(keyOf));
    const still = (kept.get(id) ?? []).filter((each) => each.atMs > now() - STAYS_MS && !stand.has(keyOf(each.hold)));
    const all = [...still, ...compare(was, is)];
    if (all.length > 0) next.set(id, all);
    else next.delete(id);
  }
  before = items;
  kept = next;
}

$effect.root(() => {
  let last: ReadonlyMap<string, ItemView> | undefined;
  $effect.pre(() => {
    const items = picture.items;
    if (items === last) return;
    last = items;
    queueMicrotask(() => look(items));
  });
});
