/**
 * Live aircraft as the map draws them: where each was last reported, where it was, where it will be in two minutes, and
 * how old that is. What is old looks old, and nothing disappears without a word.
 */
import type { LonLat } from "./geodesy";
import { type Plane, project, stretchAt } from "./mercator";
import type { AircraftSymbol, Frame, SymbolAge } from "./symbols";

export type Identity = "own" | "other" | "civil" | "unidentified";

/** A position report. */
export interface Fix {
  at: LonLat;
  atMs: number;
  speedMps: number | null;
  /** True. */
  courseDeg: number | null;
  /** Above the WGS 84 ellipsoid; null where it was not reported. */
  altM: number | null;
}

export interface Report extends Fix {
  track: string;
  /** Empty where no party is known. */
  party: string;
  identity: Identity;
  symbol: AircraftSymbol;
  callSign: string;
  /** The item that it flies, where it is in a plan. */
  item: string | null;
}

export interface Track {
  id: string;
  party: string;
  identity: Identity;
  symbol: AircraftSymbol;
  callSign: string;
  item: string | null;
  last: Fix;
  where: Plane;
  /** Where it was, newest first. */
  trail: readonly Plane[];
}

export const HOLLOW_MS = 15_000;
export const DASHED_MS = 60_000;
export const LOST_MS = 300_000;
export const AHEAD_S = 120;
const TRAIL = 5;
/** A point of the trail a report, but no closer together than this. */
const TRAIL_MS = 10_000;

export type TrackAge = SymbolAge | "lost";

export function ageOf(track: Track, nowMs: number): TrackAge {
  const ageMs = nowMs - track.last.atMs;
  if (ageMs > LOST_MS) return "lost";
  if (ageMs > DASHED_MS) return "dashed";
  return ageMs > HOLLOW_MS ? "hollow" : "fresh";
}

/** Friend is ours, neutral any other party or a civil flight, unknown whoever is in no plan. */
export function frameOf(track: Pick<Track, "identity">): Frame {
  if (track.identity === "own") return "friend";
  return track.identity === "unidentified" ? "unknown" : "neutral";
}

/** Where it will be, on its course at its speed; null where either is not known or the report is old. */
export function findAhead(track: Track, nowMs: number): Plane | null {
  const { speedMps, courseDeg } = track.last;
  if (speedMps === null || courseDeg === null || nowMs - track.last.atMs > DASHED_MS) return null;
  const reach = speedMps * AHEAD_S * stretchAt(track.where[1]);
  const course = (courseDeg * Math.PI) / 180;
  return [track.where[0] + reach * Math.sin(course), track.where[1] + reach * Math.cos(course)];
}

/** A track with a report added; an older report than the last changes nothing. */
export function follow(known: Track | undefined, report: Report): Track {
  if (known && report.atMs <= known.last.atMs) return known;
  const { track: id, party, identity, symbol, callSign, item, ...last } = report;
  return {
    id,
    party,
    identity,
    symbol,
    callSign,
    item,
    last,
    where: project(report.at),
    trail: trailOf(known, report),
  };
}

const spacing = new WeakMap<readonly Plane[], number>();

function trailOf(known: Track | undefined, report: Report): readonly Plane[] {
  if (!known) return [];
  const begunMs = spacing.get(known.trail) ?? Number.NEGATIVE_INFINITY;
  if (report.atMs - begunMs < TRAIL_MS) return known.trail;
  const trail = [known.where, ...known.trail.slice(0, TRAIL - 1)];
  spacing.set(trail, report.atMs);
  return trail;
}
