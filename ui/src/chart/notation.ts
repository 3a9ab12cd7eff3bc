/**
 * Coordinates as the officer reads them: always WGS 84, as the map is drawn. Any other datum is asked of the node, which
 * knows the operations and their accuracy; nothing is shifted here.
 */
import { forward } from "mgrs";
import type { LonLat } from "./geodesy";

export const NOTATIONS = ["dms", "dd", "mgrs"] as const;
export type Notation = (typeof NOTATIONS)[number];

const MGRS_METRES = 5;
const SOUTHMOST_DEG = -80;
const NORTHMOST_DEG = 84;

export function isNotation(text: string): text is Notation {
  return NOTATIONS.some((known) => known === text);
}

/** Latitude first, as the node takes it: 36.37050N 037.51570E · 36°22′13.8″N 037°30′56.5″E · 37SDA2288524839. */
export function writePlace([lon, lat]: LonLat, notation: Notation): string {
  const wrapped = ((((lon + 180) % 360) + 360) % 360) - 180;
  // The grid ends before the poles.
  const hasGrid = lat >= SOUTHMOST_DEG && lat <= NORTHMOST_DEG;
  if (notation === "mgrs" && hasGrid) return forward([wrapped, lat], MGRS_METRES);
  const write = notation === "dms" ? writeSexagesimal : writeDecimal;
  return `${write(lat, 2, "N", "S")} ${write(wrapped, 3, "E", "W")}`;
}

function writeDecimal(value: number, width: number, plus: string, minus: string): string {
  const text = Math.abs(value).toFixed(5);
  return `${text.padStart(width + 6, "0")}${isMinus(value, text) ? minus : plus}`;
}

/** In tenths of a second, so that 59.96 seconds never become 60.0. */
function writeSexagesimal(value: number, width: number, plus: string, minus: string): string {
  const tenths = Math.round(Math.abs(value) * 36_000);
  const degrees = String(Math.floor(tenths / 36_000)).padStart(width, "0");
  const minutes = String(Math.floor(tenths / 600) % 60).padStart(2, "0");
  const seconds = ((tenths % 600) / 10).toFixed(1).padStart(4, "0");
  return `${degrees}°${minutes}′${seconds}″${value < 0 && tenths > 0 ? minus : plus}`;
}

function isMinus(value: number, text: string): boolean {
  return value < 0 && Number(text) > 0;
}
