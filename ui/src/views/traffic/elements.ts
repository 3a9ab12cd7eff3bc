/** Critical elements of an item: how they are shown as sent, and how what an officer types is put for the node. */
import type { ItemView, Schemas } from "../../ask";
import { writeGroup } from "../../clock.svelte";

type Altitude = Schemas["AltitudeView"];

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const GROUP = /^(\d{2})(\d{2})(\d{2})\s*Z?\s*([A-Z]{3})?\s*(\d{2}|\d{4})?$/;
/** So many are heard rightly in one readback; more go in a second one. */
const AT_ONCE = 4;
/** ICAO's own letters where there is no limit: from the ground, without a ceiling. */
const NO_LOWER = "GND";
const NO_UPPER = "UNL";

/** What was typed, by element; times are two. */
export interface Draft {
  datum: string;
  values: Record<string, string>;
}

export const EMPTY: Draft = { datum: "", values: {} };

/** Where the node names no others. */
export function namesOf(item: ItemView): string[] {
  return item.flight === null ? ["place", "level", "times"] : ["place", "level", "times", "count"];
}

/** The fields of one element, by name. */
export function fieldsOf(name: string): string[] {
  return name === "times" ? ["start", "end"] : [name];
}

export function writePosition(position: Schemas["PositionView"]): string {
  return `${position.lat_deg.toFixed(7)} ${position.lon_deg.toFixed(7)}`;
}

function writeAltitude(altitude: Altitude | null | undefined, none: string): string {
  if (altitude == null) return none;
  return altitude.text ?? `${altitude.value} ${altitude.unit} ${altitude.reference}`;
}

function writeFootprint(footprint: Schemas["FootprintView"] | undefined): string {
  const { circle, polygon } = footprint ?? {};
  if (circle !== undefined) return `${writePosition(circle.centre)} ${circle.radius_m} m`;
  return (polygon?.vertices ?? []).map(writePosition).join(", ");
}

/** An element as sent: codes, left to right, the same in every language. */
export function writeSent(item: ItemView, name: string): string {
  const volume = item.volumes[0];
  if (name === "count") return String(item.flight?.aircraft_count ?? "");
  if (name === "times") return `${writeGroup(Date.parse(item.start))} – ${writeGroup(Date.parse(item.end))}`;
  if (name === "level") return `${writeAltitude(volume?.lower, NO_LOWER)} – ${writeAltitude(volume?.upper, NO_UPPER)}`;
  if (name === "area") return writeFootprint(volume?.footprint);
  if (name === "unit") return item.name;
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
export function writeTyped(draft: Draft, name: string, nowMs: number): string | null {
  const typed = (field: string) => (draft.values[field] ?? "").trim();
  if (name === "times") {
    const [start, end] = [readGroup(typed("start"), nowMs), readGroup(typed("end"), nowMs)];
    return start === null || end === null ? null : `${start}/${end}`;
  }
  const text = typed(name);
  if (text === "" || (isPlace(name) && draft.datum === "")) return null;
  return name === "level" ? writeLevel(text) : text;
}

/** What a datum belongs to. */
export function isPlace(name: string): boolean {
  return name === "place" || name === "area";
}

/** Both letters for no limit are what the node calls unbounded; units are as capitals there. */
function writeLevel(text: string): string {
  const plain = text.toUpperCase().replace(/\b(GND|SFC|UNL)\b/g, "unbounded");
  return /^unbounded\s*(-|–|TO)\s*unbounded$/.test(plain) ? "unbounded" : plain.replace(/\s+TO\s+/, " to ");
}

/** Elements as they go out, at most as many at a time as are heard rightly. */
export function splitElements<T>(elements: readonly T[]): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < elements.length; from += AT_ONCE) parts.push(elements.slice(from, from + AT_ONCE));
  return parts;
}
