/** The plane on which the map is drawn (EPSG:3857), in its own metres; kept apart from the map library. */
import type { LonLat } from "./geodesy";

const RADIUS_M = 6_378_137;
const MAX_LAT_DEG = 85;

export type Plane = readonly [number, number];
/** West, south, east, north on the plane. */
export type Extent = [number, number, number, number];

export function project([lon, lat]: LonLat): Plane {
  const held = Math.min(MAX_LAT_DEG, Math.max(-MAX_LAT_DEG, lat));
  return [(RADIUS_M * lon * Math.PI) / 180, RADIUS_M * Math.log(Math.tan(Math.PI / 4 + (held * Math.PI) / 360))];
}

export function unproject([x, y]: Plane): LonLat {
  return [(x / RADIUS_M) * (180 / Math.PI), (Math.atan(Math.exp(y / RADIUS_M)) * 360) / Math.PI - 90];
}

/** How many units of the plane a metre on the ground is, at a place. */
export function stretchAt(y: number): number {
  return Math.cosh(y / RADIUS_M);
}

/** x, y, x, y …; a line over the antimeridian goes on beyond 180 degrees instead of around the world. */
export function projectLine(points: readonly LonLat[]): Float64Array {
  const flat = new Float64Array(points.length * 2);
  let before = points[0]?.[0] ?? 0;
  points.forEach(([lon, lat], index) => {
    const near = lon + 360 * Math.round((before - lon) / 360);
    const [x, y] = project([near, lat]);
    flat[2 * index] = x;
    flat[2 * index + 1] = y;
    before = near;
  });
  return flat;
}

export function extentOf(lines: readonly Float64Array[]): Extent {
  const extent: Extent = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines) {
    for (let at = 0; at < line.length; at += 2) {
      const [x, y] = [line[at] ?? 0, line[at + 1] ?? 0];
      if (x < extent[0]) extent[0] = x;
      if (y < extent[1]) extent[1] = y;
      if (x > extent[2]) extent[2] = x;
      if (y > extent[3]) extent[3] = y;
    }
  }
  return extent;
}

export function meets(one: Extent, other: Extent): boolean {
  return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}

export function centreOf(extent: Extent): Plane {
  return [(extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2];
}
