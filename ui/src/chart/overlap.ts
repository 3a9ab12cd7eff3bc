/** Where two rings on the plane share ground, and where they come closest when they share none. */
import { isInside } from "./inside";
import { extentOf, meets, type Plane } from "./mercator";

/**
 * A place that both rings hold: the middle of what they share where that middle is in both, as it is for convex rings,
 * else the corner of their common ground nearest to it. Null where they share nothing.
 */
export function findShared(one: Float64Array, other: Float64Array): Plane | null {
  if (!meets(extentOf([one]), extentOf([other]))) return null;
  const corners = [
    ...pointsOf(one).filter((point) => isInside(point, other)),
    ...pointsOf(other).filter((point) => isInside(point, one)),
    ...crossings(one, other),
  ];
  if (corners.length === 0) return null;
  const middle: Plane = [mean(corners.map(([x]) => x)), mean(corners.map(([, y]) => y))];
  if (isInside(middle, one) && isInside(middle, other)) return middle;
  const far = ([x, y]: Plane) => Math.hypot(x - middle[0], y - middle[1]);
  return corners.reduce((best, corner) => (far(corner) < far(best) ? corner : best));
}

/** The ground that two rings share as one ring, counterclockwise; null where one is not convex: it may be several. */
export function cut(one: Float64Array, other: Float64Array): Float64Array | null {
  if (!isConvex(one) || !isConvex(other)) return null;
  const way = Math.sign(areaOf(other));
  let points = areaOf(one) < 0 ? pointsOf(one).reverse() : pointsOf(one);
  // Sutherland and Hodgman (1974): what lies within one edge after the other.
  for (const [from, to] of edgesOf(other)) {
    const inward = ([x, y]: Plane) => way * ((to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]));
    points = points.flatMap((point, at) => {
      const before = points[(at + points.length - 1) % points.length] ?? point;
      const [here, there] = [inward(point), inward(before)];
      const share = there / (there - here);
      const crossing: Plane = [before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])];
      const isCrossed = here >= 0 !== there >= 0;
      return [...(isCrossed ? [crossing] : []), ...(here >= 0 ? [point] : [])];
    });
  }
  return Float64Array.from(points.flat());
}

function areaOf(ring: Float64Array): number {
  return edgesOf(ring).reduce((sum, [from, to]) => sum + from[0] * to[1] - to[0] * from[1], 0) / 2;
}

function isConvex(ring: Float64Array): boolean {
  const way = Math.sign(areaOf(ring));
  const edges = edgesOf(ring);
  return edges.every(([from, to], at) => {
    const [, next] = edges[(at + 1) % edges.length] ?? [to, to];
    const turn = (to[0] - from[0]) * (next[1] - to[1]) - (to[1] - from[1]) * (next[0] - to[0]);
    // A straight edge drawn in several pieces turns by rounding alone.
    const far = Math.hypot(to[0] - from[0], to[1] - from[1]) * Math.hypot(next[0] - to[0], next[1] - to[1]);
    return way * turn >= -1e-6 * far;
  });
}

/** Half way between the two where they come closest; for rings that share nothing. */
export function findBetween(one: Float64Array, other: Float64Array): Plane {
  const found = [...nearest(one, other), ...nearest(other, one)];
  const best = found.reduce((least, each) => (each.far < least.far ? each : least));
  return [(best.from[0] + best.to[0]) / 2, (best.from[1] + best.to[1]) / 2];
}

function pointsOf(ring: Float64Array): Plane[] {
  return Array.from({ length: ring.length / 2 }, (_, at) => [ring[2 * at] ?? 0, ring[2 * at + 1] ?? 0]);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function edgesOf(ring: Float64Array): [Plane, Plane][] {
  const points = pointsOf(ring);
  return points.map((point, at) => [point, points[(at + 1) % points.length] ?? point]);
}

function crossings(one: Float64Array, other: Float64Array): Plane[] {
  const found: Plane[] = [];
  for (const [from, to] of edgesOf(one)) {
    for (const [start, end] of edgesOf(other)) {
      const [ux, uy, vx, vy] = [to[0] - from[0], to[1] - from[1], end[0] - start[0], end[1] - start[1]];
      const cross = ux * vy - uy * vx;
      if (cross === 0) continue;
      const along = ((start[0] - from[0]) * vy - (start[1] - from[1]) * vx) / cross;
      const across = ((start[0] - from[0]) * uy - (start[1] - from[1]) * ux) / cross;
      if (along < 0 || along > 1 || across < 0 || across > 1) continue;
      found.push([from[0] + along * ux, from[1] + along * uy]);
    }
  }
  return found;
}

/** For each corner of the one the nearest place on the other. */
function nearest(one: Float64Array, other: Float64Array): { from: Plane; to: Plane; far: number }[] {
  const edges = edgesOf(other);
  return pointsOf(one).flatMap((from) =>
    edges.map(([start, end]) => {
      const [vx, vy] = [end[0] - start[0], end[1] - start[1]];
      const length = vx * vx + vy * vy;
      const along = length === 0 ? 0 : ((from[0] - start[0]) * vx + (from[1] - start[1]) * vy) / length;
      const held = Math.min(1, Math.max(0, along));
      const to: Plane = [start[0] + held * vx, start[1] + held * vy];
      return { from, to, far: Math.hypot(to[0] - from[0], to[1] - from[1]) };
    }),
  );
}
