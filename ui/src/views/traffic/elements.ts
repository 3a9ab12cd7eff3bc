/** Critical elements of an item: how they are shown as sent, and how what an officer types is put for the node. */
import type { ItemView, Schemas } from "../../ask";
import { writeGroup } from "../../clock.svelte";

export type ElementName = "place" | "level" | "times" | "count";
type Altitude = Schemas["AltitudeView"];

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const GROUP = /^(\d{2})(\d{2})(\d{2})\s*Z?\s*([A-Z]{3})?\s*(\d{2}|\d{4})?$/;

export interface Level {
  lower: string;
  upper: string;
  unit: string;
  reference: string;
}

export interface Draft {
  place: string;
  datum: string;
  level: Level;
  start: string;
  end: string;
  count: string;
}

export const EMPTY: Draft = {
  place: "",
  datum: "WGS84",
  level: { lower: "", upper: "", unit: "M", reference: "AMSL" },
  start: "",
  end: "",
  count: "",
};

export function namesOf(item: ItemView): ElementName[] {
  return item.flight === null ? ["place", "level", "times"] : ["place", "level", "times", "count"];
}

export function writePosition(position: Schemas["PositionView"]): string {
  return `${position.lat_deg.toFixed(7)} ${position.lon_deg.toFixed(7)}`;
}

/** ICAO's own letters where there is no limit: from the ground, without a ceiling. */
export const NO_LOWER = "GND";
export const NO_UPPER = "UNL";

function writeAltitude(altitude: Altitude | null | undefined, none: string): string {
  if (altitude == null) return none;
  return `${altitude.value} ${altitude.unit === "FT" ? "ft" : "m"} ${altitude.reference}`;
}

/** An element as sent: codes, left to right, the same in every language. */
export function writeSent(item: ItemView, name: ElementName): string {
  const volume = item.volumes[0];
  if (name === "count") return String(item.flight?.aircraft_count ?? "");
  if (name === "times") return `${writeGroup(Date.parse(item.start))} – ${writeGroup(Date.parse(item.end))}`;
  if (name === "level") return `${writeAltitude(volume?.lower, NO_LOWER)} – ${writeAltitude(volume?.upper, NO_UPPER)}`;
  if (item.place !== null) return `${item.place.text} ${item.place.datum}`;
  const { circle, polygon } = volume?.footprint ?? {};
  const position = circle?.centre ?? polygon?.vertices[0];
  return position === undefined ? "" : `${writePosition(position)} WGS84`;
}

/** RFC 3339 of a date-time group such as 221300Z JAN 17; month and year are those of now where left out. */
export function readGroup(text: string, nowMs: number): string | null {
  const match = GROUP.exec(text.trim().toUpperCase());
  if (match === null) return /^\d{4}-\d\d-\d\dT/.test(text.trim()) ? text.trim() : null;
  const [, day = "", hour = "", minute = "", month, year] = match;
  const now = new Date(nowMs);
  const monthAt = month === undefined ? now.getUTCMonth() : MONTHS.indexOf(month);
  const yearAt = year === undefined ? now.getUTCFullYear() : Number(year.length === 2 ? `20${year}` : year);
  if (monthAt < 0) return null;
  const at = new Date(Date.UTC(yearAt, monthAt, Number(day), Number(hour), Number(minute)));
  const isReal = at.getUTCDate() === Number(day) && Number(hour) < 24 && Number(minute) < 60;
  return isReal ? at.toISOString().replace(".000Z", "Z") : null;
}

/** What the node takes for an element; null while it is not whole. */
export function writeTyped(draft: Draft, name: ElementName, nowMs: number): string | null {
  if (name === "place") return draft.place.trim() === "" || draft.datum === "" ? null : draft.place.trim();
  if (name === "count") return /^\d+$/.test(draft.count.trim()) ? draft.count.trim() : null;
  if (name === "level") return writeLevel(draft.level);
  const [start, end] = [readGroup(draft.start, nowMs), readGroup(draft.end, nowMs)];
  return start === null || end === null ? null : `${start}/${end}`;
}

function writeLevel(level: Level): string | null {
  const [lower, upper] = [level.lower.trim(), level.upper.trim()];
  const isOpen = (side: string) => ["-", "–", NO_LOWER, NO_UPPER].includes(side.toUpperCase());
  if (lower === "" || upper === "") return null;
  if (isOpen(lower) && isOpen(upper)) return "unbounded";
  const side = (text: string) => (isOpen(text) ? "unbounded" : text);
  return `${side(lower)}-${side(upper)} ${level.unit} ${level.reference}`;
}
