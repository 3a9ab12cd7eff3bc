/**
 * How long ago each peer's last heartbeat came. The node says when, in real time; from when the page hears of it, it counts
 * by its own clock, which need not agree with the node's.
 */
import type { LineView } from "../ask";
import { now } from "../clock.svelte";
import { picture } from "../state.svelte";

/** One that is up was heard within this time. */
const UP_MS = 15_000;

let heard: ReadonlyMap<string, { at: number; fromMs: number }> = new Map();

/** Milliseconds since the last heartbeat, by peer; without those of which none was heard. */
export function agesOf(lines: readonly LineView[]): ReadonlyMap<string, number> {
  // Runs, so that what is shown does.
  now();
  const atMs = performance.now();
  const next = new Map<string, { at: number; fromMs: number }>();
  for (const { peer, heard_real_ms: at, state } of lines) {
    if (at === null) continue;
    const before = heard.get(peer);
    if (before?.at === at) next.set(peer, before);
    else next.set(peer, { at, fromMs: atMs - (before === undefined ? firstAge(at, state) : 0) });
  }
  heard = next;
  // While the node is lost nothing is known of its lines.
  if (picture.link === "lost") return new Map();
  return new Map([...next].map(([peer, { fromMs }]) => [peer, atMs - fromMs]));
}

function firstAge(at: number, state: string): number {
  const ageMs = Math.max(0, Date.now() - at);
  return state === "up" ? Math.min(ageMs, UP_MS) : ageMs;
}
