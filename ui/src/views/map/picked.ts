/** What of the picture is on the map, and what lies under the pointer. */
import type { AgreementView, ItemView } from "../../ask";
import { isInside } from "../../chart/inside";
import type { Plane } from "../../chart/mercator";
import type { Track } from "../../chart/tracks";
import { type ItemFigure, isOver, type LayerName } from "../../layers";
import { picture } from "../../state.svelte";
import type { Past } from "./looking.svelte";

export interface Shown {
  items: readonly ItemView[];
  agreements: readonly AgreementView[];
}

const NOTHING: Shown = { items: [], agreements: [] };

/** Now and what is to come are of the picture; the past is what the node says it was, and nothing until it says so. */
export function inPicture(atMs: number | null, past: Past | null, isPast: boolean): Shown {
  if (atMs !== null && isPast) return past ?? NOTHING;
  return { items: [...picture.items.values()], agreements: picture.agreements };
}

export function kept(items: readonly ItemView[], layers: ReadonlySet<LayerName>): ItemView[] {
  return items.filter((item) => (isOver(item) ? layers.has("ended") : layers.has("items")));
}

/** The id of the nearest aircraft within reach, else of the smallest item there; null where nothing is. */
export function findAt(
  at: Plane,
  reach: number,
  figures: readonly ItemFigure[],
  tracks: Iterable<Track>,
): string | null {
  let [nearest, nearestFar] = [null as string | null, reach];
  for (const track of tracks) {
    const far = Math.hypot(track.where[0] - at[0], track.where[1] - at[1]);
    if (far <= nearestFar) [nearest, nearestFar] = [track.id, far];
  }
  if (nearest !== null) return nearest;
  let [smallest, smallestSize] = [null as string | null, Number.POSITIVE_INFINITY];
  for (const figure of figures) {
    const [west, south, east, north] = figure.extent;
    const size = (east - west) * (north - south);
    const isNear = Math.hypot(figure.centre[0] - at[0], figure.centre[1] - at[1]) <= reach;
    const isIn = isNear || figure.rings.some((ring) => isInside(at, ring));
    if (isIn && size < smallestSize) [smallest, smallestSize] = [figure.id, size];
  }
  return smallest;
}
