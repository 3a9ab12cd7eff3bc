/** The node's clock, which in an exercise is moved by hand, and how times are written. */
import { digits, t } from "./words.svelte";

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const TICK_MS = 250;

let offsetMs = $state.raw(0);
let ownMs = $state.raw(Date.now());

setInterval(() => {
  ownMs = Date.now();
}, TICK_MS);

/** What the node says the time is; until it says again its clock is taken to run as ours does. */
export function setNodeTime(nodeMs: number): void {
  ownMs = Date.now();
  offsetMs = nodeMs - ownMs;
}

/** The node's time, ms since 1970; runs, so what shows it is drawn anew. */
export function now(): number {
  return ownMs + offsetMs;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

/** Date-time group of UTC, 082311Z FEB 17. Latin digits in every language: it is read out as it stands. */
export function writeGroup(ms: number): string {
  const at = new Date(ms);
  const clock = `${two(at.getUTCHours())}${two(at.getUTCMinutes())}`;
  return `${two(at.getUTCDate())}${clock}Z ${MONTHS[at.getUTCMonth()]} ${two(at.getUTCFullYear() % 100)}`;
}

/** 2311Z, or 2311:04Z. */
export function writeTime(when: number | string, withSeconds = false): string {
  const at = new Date(when);
  const clock = `${two(at.getUTCHours())}${two(at.getUTCMinutes())}`;
  return withSeconds ? `${clock}:${two(at.getUTCSeconds())}Z` : `${clock}Z`;
}

/** A running time: 04:12, 1:04:12; digits as the officer chose them. */
export function writeRun(ms: number): string {
  const s = Math.floor(Math.abs(ms) / 1000);
  const [hours, minutes] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
  const text = hours > 0 ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${two(minutes)}:${two(s % 60)}`;
  return digits(text);
}

/** What is left until then; after it a plus and how long it is over. */
export function writeDue(dueMs: number, nowMs: number): { text: string; isOver: boolean } {
  const isOver = nowMs >= dueMs;
  return { text: `${isOver ? "+" : ""}${writeRun(dueMs - nowMs)}`, isOver };
}

/** Age in the largest whole unit: 4 s, 12 min, 3 h, 2 d. */
export function writeAge(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 90) return t("age-s", { amount: s });
  if (s < 5400) return t("age-min", { amount: Math.round(s / 60) });
  if (s < 172_800) return t("age-h", { amount: Math.round(s / 3600) });
  return t("age-d", { amount: Math.round(s / 86_400) });
}

const UNITS_MS = [
  [86_400_000, "age-d"],
  [3_600_000, "age-h"],
  [60_000, "age-min"],
] as const;

/** A length of time as it was set, exact: 90 s, 2 min, 24 h; in the largest unit of which it is more than one. */
export function writeSpan(ms: number): string {
  const unit = UNITS_MS.find(([length]) => ms % length === 0 && ms / length > 1);
  return unit === undefined ? t("age-s", { amount: ms / 1000 }) : t(unit[1], { amount: ms / unit[0] });
}
