/** The stretch of time that the board shows. Time runs from left to right in every language. */
import { now } from "../../clock.svelte";

const MIN_MS = 60_000;
const HOUR_MS = 60 * MIN_MS;

export const SPANS_H = [3, 6, 12, 24, 48, 168] as const;
export type SpanH = (typeof SPANS_H)[number];
/** Ticks, by the span they suit. */
const STEPS_MS: Readonly<Record<SpanH, number>> = {
  3: 15 * MIN_MS,
  6: 30 * MIN_MS,
  12: HOUR_MS,
  24: 2 * HOUR_MS,
  48: 4 * HOUR_MS,
  168: 24 * HOUR_MS,
};
/** So much of it lies before now, while it follows the clock. */
const BEFORE = 1 / 6;

let spanH = $state<SpanH>(12);
/** Where it begins; null: it follows the clock. */
let fixedMs = $state<number | null>(null);

export const axis = {
  get spanH(): SpanH {
    return spanH;
  },
  get isFollowing(): boolean {
    return fixedMs === null;
  },
  get startMs(): number {
    // In whole minutes, so that the board is laid out anew once a minute and not four times a second.
    return fixedMs ?? Math.floor(now() / MIN_MS) * MIN_MS - spanH * HOUR_MS * BEFORE;
  },
  get endMs(): number {
    return axis.startMs + spanH * HOUR_MS;
  },
  get ticks(): number[] {
    const step = STEPS_MS[spanH];
    const first = Math.ceil(axis.startMs / step) * step;
    // A label stands to the right of its tick: none at the very end, where it would be cut.
    const last = axis.endMs - (axis.endMs - axis.startMs) / 20;
    return Array.from({ length: Math.ceil((last - first) / step) }, (_, at) => first + at * step);
  },
};

export function choose(span: SpanH): void {
  const middle = (axis.startMs + axis.endMs) / 2;
  spanH = span;
  if (fixedMs !== null) fixedMs = middle - (span * HOUR_MS) / 2;
}

/** A quarter of what is shown, back or on. */
export function shift(direction: -1 | 1): void {
  fixedMs = axis.startMs + (direction * spanH * HOUR_MS) / 4;
}

export function followClock(): void {
  fixedMs = null;
}

/** Bring an instant into sight. */
export function lookTo(ms: number): void {
  if (ms < axis.startMs || ms > axis.endMs) fixedMs = ms - (spanH * HOUR_MS) / 3;
}

/** Where an instant lies, in per cent of the axis from its left; outside it, at its edge. */
export function placeOf(ms: number): number {
  return Math.min(100, Math.max(0, ((ms - axis.startMs) / (axis.endMs - axis.startMs)) * 100));
}
