/** Whether a point of the plane lies in a ring. */
import type { Plane } from "./mercator";

/** By the even-odd rule. */
export function isInside([x, y]: Plane, ring: Float64Array): boolean {
  let is = false;
  const count = ring.length / 2;
  for (let next = 0, last = count - 1; next < count; last = next, next++) {
    const [x1 = 0, y1 = 0] = [ring[2 * next], ring[2 * next + 1]];
    const [x2 = 0, y2 = 0] = [ring[2 * last], ring[2 * last + 1]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) is = !is;
  }
  return is;
}
