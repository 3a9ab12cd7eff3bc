/**
 * How long ago each peer's last heartbeat came. The node says when, by its own clock, which in an exercise is moved by
 * hand: from then on the page counts by its own.
 */
import type { LineView } from "../ask";
import { now } from "../clock.svelte";
import { picture } from "../state.svelte";

/** One that is up was heard within this time. */
const UP_MS = 15_000;

let heard: ReadonlyMap<string, { at: string; fromMs: number }> = new Map();

/** Milliseconds since the last heartbeat; null before the first. */
export function agesOf(lines: readonly LineView[]): ReadonlyMap<string, number> {
  const nodeMs = now();
  const atMs = performance.now();
  const next = new Map<string, { at: string; fromMs: number }>();
  for (const { peer, heard: at, state } of lines) {
    if (at === null) continue;
    const before = heard.get(peer);
    const sinceMs = Math.max(0, nodeMs - Date.parse(at));
    const isNew = before !== undefined && before.at !== at;
    const firstMs = isNew ? 0 : state === "up" ? Math.min(sinceMs, UP_MS) : sinceMs;
    next.set(peer, before !== undefined && !isNew ? before : { at, fromMs: atMs - firstMs });
  }
  heard = next;
  // While the node is lost nothing is known of its lines: what it said last stands still.
  if (picture.link === "lost") return new Map();
  return new Map([...next].map(([peer, { fromMs }]) => [peer, atMs - fromMs]));
}
