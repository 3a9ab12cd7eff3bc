/** Distances, bearings, edges and circles on the WGS 84 ellipsoid (Karney's geodesics), as the node reckons them. */
import geodesic from "geographiclib-geodesic";

/** Longitude before latitude, degrees. */
export type LonLat = readonly [number, number];

export interface Leg {
  distanceM: number;
  /** True, at the first point, 0 to 360. */
  bearingDeg: number;
}

const WGS84 = geodesic.Geodesic.WGS84;
const { LATITUDE, LONGITUDE } = geodesic.Geodesic;
/** No straight piece of a drawn edge is longer; its bow on the map is then under 10 m. */
const PIECE_M = 15_000;
const MOST_PIECES = 96;
const CIRCLE_POINTS = 72;
const AROUND_POINTS = 24;

export function measure(from: LonLat, to: LonLat): Leg {
  const found = WGS84.Inverse(from[1], from[0], to[1], to[0]);
  return { distanceM: found.s12 ?? 0, bearingDeg: ((found.azi1 ?? 0) + 360) % 360 };
}

export function travel(from: LonLat, bearingDeg: number, distanceM: number): LonLat {
  const found = WGS84.Direct(from[1], from[0], bearingDeg, distanceM, LATITUDE | LONGITUDE);
  return [found.lon2 ?? from[0], found.lat2 ?? from[1]];
}

/** Points of the geodesic from the first point to the last, both given back as they came. */
export function drawEdge(from: LonLat, to: LonLat): LonLat[] {
  const line = WGS84.InverseLine(from[1], from[0], to[1], to[0]);
  const pieces = Math.min(MOST_PIECES, Math.max(1, Math.ceil(line.s13 / PIECE_M)));
  const points: LonLat[] = [from];
  for (let piece = 1; piece < pieces; piece++) {
    const at = line.Position((line.s13 * piece) / pieces, LATITUDE | LONGITUDE);
    points.push([at.lon2 ?? from[0], at.lat2 ?? from[1]]);
  }
  points.push(to);
  return points;
}

/** A line through points, each edge a geodesic. */
export function drawLine(points: readonly LonLat[]): LonLat[] {
  const line: LonLat[] = points.slice(0, 1);
  for (let next = 1; next < points.length; next++) {
    const [from, to] = [points[next - 1], points[next]];
    if (from && to) line.push(...drawEdge(from, to).slice(1));
  }
  return line;
}

/** A closed ring through corners, the first point not repeated. */
export function drawRing(corners: readonly LonLat[]): LonLat[] {
  const first = corners[0];
  return first ? drawLine([...corners, first]).slice(0, -1) : [];
}

export function drawCircle(centre: LonLat, radiusM: number, points: number = CIRCLE_POINTS): LonLat[] {
  return Array.from({ length: points }, (_, step) => travel(centre, (step * 360) / points, radiusM));
}

/** The area within a distance of a line: two sides and a square end, as a flown corridor is filed. */
export function drawCorridor(points: readonly LonLat[], halfWidthM: number): LonLat[] {
  const left: LonLat[] = [];
  const right: LonLat[] = [];
  points.forEach((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    const inDeg = before ? measure(before, point).bearingDeg + turnOnTheWay(before, point) : null;
    const outDeg = after ? measure(point, after).bearingDeg : null;
    const [courseDeg, widen] = meet(inDeg, outDeg);
    left.push(travel(point, courseDeg - 90, halfWidthM * widen));
    right.push(travel(point, courseDeg + 90, halfWidthM * widen));
  });
  return [...left, ...right.reverse()];
}

/** All within a distance of a ring; where the ring bends inwards somewhat more, never less. */
export function drawAround(ring: readonly LonLat[], distanceM: number): LonLat[] {
  return hullOf(ring.flatMap((corner) => drawCircle(corner, distanceM, AROUND_POINTS)));
}

/** The convex hull, counter-clockwise (Andrew's monotone chain), in degrees: for rings far smaller than the earth. */
function hullOf(points: readonly LonLat[]): LonLat[] {
  const sorted = [...points].sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return [...halfHull(sorted), ...halfHull(sorted.reverse())];
}

function halfHull(sorted: readonly LonLat[]): LonLat[] {
  const hull: LonLat[] = [];
  for (const point of sorted) {
    for (;;) {
      const [from, to] = [hull.at(-2), hull.at(-1)];
      if (!from || !to) break;
      const turn = (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]);
      if (turn > 0) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull.slice(0, -1);
}

/** How a geodesic's bearing changes from its first point to its last. */
function turnOnTheWay(from: LonLat, to: LonLat): number {
  const found = WGS84.Inverse(from[1], from[0], to[1], to[0]);
  return (found.azi2 ?? 0) - (found.azi1 ?? 0);
}

/** Mean course at a corner, and by how much the side must go further out to stay parallel; at most double. */
function meet(inDeg: number | null, outDeg: number | null): [number, number] {
  if (inDeg === null || outDeg === null) return [inDeg ?? outDeg ?? 0, 1];
  const turn = ((((outDeg - inDeg) % 360) + 540) % 360) - 180;
  return [inDeg + turn / 2, Math.min(2, 1 / Math.cos((turn * Math.PI) / 360))];
}
