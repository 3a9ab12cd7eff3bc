/**
 * Which items on the map meet, and where: the ground that both cover while both are there, as their outlines are drawn.
 * That they meet is the node's word, in a hold; nothing is judged here.
 */
import type { ItemView, Schemas } from "../ask";
import type { ItemFigure } from "../layers";
import { type Extent, extentOf, type Plane } from "./mercator";
import { cut, findBetween, findShared } from "./overlap";

type Rings = readonly [Float64Array, Float64Array];

/** What lies in both outlines, and the box that holds it. */
export interface SharedGround {
  rings: Rings;
  /** The same as one ring, where it surely is one. */
  ring: Float64Array | null;
  extent: Extent;
}

/** Two items that meet: the ground they share, or both outlines where they only come too near to one another. */
export interface ConflictFigure {
  items: readonly [string, string];
  shared: readonly SharedGround[];
  /** The outlines of both, where no ground is shared. */
  apart: readonly Float64Array[];
  where: Plane;
}

const MEETINGS = new Set(["conflict", "bound", "not_comparable"]);
/** Heights that are counted from one surface whatever the weather, so that two of them can be told apart here. */
const FIXED = new Set(["AMSL", "W84", "STD"]);

/** One figure a pair, whichever of the two is held, or both. */
export function conflictFigures(items: Iterable<ItemView>, figures: ReadonlyMap<string, ItemFigure>): ConflictFigure[] {
  const found = new Map<string, ConflictFigure>();
  for (const item of items) {
    for (const hold of item.holds) {
      const [one, other] = [figures.get(item.item), hold.item === null ? undefined : figures.get(hold.item)];
      if (!one || !other || !MEETINGS.has(hold.code)) continue;
      const [first, second] = one.id < other.id ? [one, other] : [other, one];
      const key = `${first.id} ${second.id}`;
      const made = found.has(key) ? null : meetOnce(first, second);
      if (made) found.set(key, made);
    }
  }
  return [...found.values()];
}

/** By their outlines, which are the same ones as long as the items and what is drawn of them are. */
const met = new WeakMap<ItemFigure["rings"], WeakMap<ItemFigure["rings"], { figure: ConflictFigure | null }>>();

/** A change of one item among hundreds leaves most pairs as they were: they are not reckoned again. */
function meetOnce(one: ItemFigure, other: ItemFigure): ConflictFigure | null {
  const others = met.get(one.rings) ?? new WeakMap();
  met.set(one.rings, others);
  const known = others.get(other.rings) ?? { figure: meet(one, other) };
  others.set(other.rings, known);
  return known.figure;
}

function meet(one: ItemFigure, other: ItemFigure): ConflictFigure | null {
  const pairs = one.volumes.flatMap((here, at) =>
    other.volumes
      .map((there, index): [typeof here, typeof there, Rings] => [
        here,
        there,
        [groundOf(one, at), groundOf(other, index)],
      ])
      .filter(([ours, theirs]) => areTogether(ours, theirs)),
  );
  const places = pairs.map(([, , rings]) => ({ rings, where: findShared(...rings) }));
  const shared = places.filter((place): place is { rings: Rings; where: Plane } => place.where !== null);
  const items = [one.id, other.id] as const;
  const [first] = shared;
  if (first) return { items, shared: shared.map(({ rings }) => sharedGround(rings)), apart: [], where: first.where };
  const [near] = pairs;
  // At an instant only a part of the two may be there: what is not there does not meet.
  if (!near || !one.isWhole || !other.isWhole) return null;
  return { items, shared: [], apart: near[2], where: findBetween(...near[2]) };
}

function sharedGround(rings: Rings): SharedGround {
  const [one, other] = [extentOf([rings[0]]), extentOf([rings[1]])];
  const low = (at: 0 | 1) => Math.max(one[at], other[at]);
  const high = (at: 2 | 3) => Math.min(one[at], other[at]);
  return { rings, ring: cut(...rings), extent: [low(0), low(1), high(2), high(3)] };
}

/** Nobody may come into the buffer of a protected site: it is what others meet. */
function groundOf(figure: ItemFigure, at: number): Float64Array {
  return figure.buffers[at] ?? figure.rings[at] ?? new Float64Array();
}

function areTogether(one: Schemas["VolumeView"], other: Schemas["VolumeView"]): boolean {
  const isTogether = Date.parse(one.start) < Date.parse(other.end) && Date.parse(other.start) < Date.parse(one.end);
  return isTogether && !isUnder(one.upper, other.lower) && !isUnder(other.upper, one.lower);
}

function isUnder(upper: Schemas["AltitudeView"] | null, lower: Schemas["AltitudeView"] | null): boolean {
  if (upper === null || lower === null || !FIXED.has(upper.reference)) return false;
  return upper.reference === lower.reference && upper.unit === lower.unit && upper.value < lower.value;
}
