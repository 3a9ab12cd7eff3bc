/** What the map shows at one moment, and the order in which it is painted; knows canvases, not the map library. */
import type { AreaFigure, ItemFigure, LayerName } from "../layers";
import { type AircraftLook, findSeen, labelAircraft, paintAircraft, paintSelectedAircraft } from "./aircraft";
import {
  type Hatches,
  isolate,
  labelAreas,
  labelItem,
  markConflicts,
  paintAreas,
  paintItem,
  paintItemCentre,
  paintSelection,
  paintShared,
  type Sheet,
  seenExtent,
  toPage,
} from "./figures";
import type { Labels } from "./labels";
import type { ConflictFigure } from "./meetings";
import { meets, type Plane } from "./mercator";
import type { Stamps } from "./symbols";
import type { Track } from "./tracks";

export interface PlaceName {
  name: string;
  where: Plane;
  /** 1 is shown first. */
  rank: number;
}

export interface Scene {
  layers: ReadonlySet<LayerName>;
  areas: readonly AreaFigure[];
  /** What is over first, so that it lies beneath. */
  items: readonly ItemFigure[];
  conflicts: readonly ConflictFigure[];
  places: readonly PlaceName[];
  selected: string | null;
  own: string;
  sayArea: (area: AreaFigure) => string;
}

export interface Traffic {
  tracks: Iterable<Track>;
  look: AircraftLook;
}

const PLACE_PX = 12;
/** Coarsest resolution, metres a pixel, at which places of a rank are named. */
const PLACE_RESOLUTIONS = [0, 12_000, 2600, 1300, 650];

/** Areas, items, conflicts and names: all that does not move by itself. */
export function paintStill(sheet: Sheet, hatches: Hatches, labels: Labels, scene: Scene): void {
  const { layers } = scene;
  labels.begin(sheet, sheet.inks.font, sheet.inks.surface);
  if (layers.has("areas")) paintAreas(sheet, scene.areas);
  const seen = seenExtent(sheet);
  const items = scene.items.filter((figure) => meets(figure.extent, seen));
  const selected = items.find((figure) => figure.id === scene.selected);
  if (selected) paintSelection(sheet, selected);
  for (const figure of items) paintItem(sheet, hatches, figure);
  if (layers.has("alerts")) paintShared(sheet, hatches, scene.conflicts);
  for (const figure of items) paintItemCentre(sheet, labels, figure);
  if (layers.has("alerts")) markConflicts(sheet, labels, scene.conflicts);
  for (const figure of inLabelOrder(items, scene)) labelItem(sheet, labels, figure, figure.id === scene.selected);
  if (layers.has("areas")) labelAreas(sheet, labels, scene.areas, scene.sayArea);
  if (layers.has("places")) labelPlaces(sheet, labels, scene.places);
}

/** Alarms, own, selected, others; what is over comes last. */
function inLabelOrder(items: readonly ItemFigure[], scene: Scene): ItemFigure[] {
  const rank = (figure: ItemFigure): number => {
    if (figure.alarm !== null) return 0;
    if (figure.frame === "friend") return 1;
    if (figure.id === scene.selected) return 2;
    return figure.look.ink === "text-2" ? 4 : 3;
  };
  return [...items].sort((one, other) => rank(one) - rank(other));
}

function labelPlaces(sheet: Sheet, labels: Labels, places: readonly PlaceName[]): void {
  const { context, inks } = sheet;
  for (const { name, where, rank } of places) {
    if (sheet.resolution > (PLACE_RESOLUTIONS[rank] ?? 0)) continue;
    const [x, y] = toPage(sheet, where);
    if (x < 0 || y < 0 || x > sheet.widthPx || y > sheet.heightPx) continue;
    const ink = inks["text-2"];
    const label = {
      text: isolate(name),
      x,
      y,
      place: "beside",
      sizePx: PLACE_PX,
      isStrong: false,
      ink,
      gapPx: 5,
    } as const;
    if (!labels.put(label)) continue;
    context.fillStyle = ink;
    context.fillRect(x - 1.5, y - 1.5, 3, 3);
  }
}

/** Live tracks over it; their labels keep clear of those that stand still. */
export function paintMoving(sheet: Sheet, stamps: Stamps, labels: Labels, still: Labels, traffic: Traffic): void {
  labels.begin(sheet, sheet.inks.font, sheet.inks.surface, still);
  const seen = findSeen(sheet, traffic.tracks, traffic.look.nowMs);
  const selected = seen.find(({ track }) => track.id === traffic.look.selected);
  if (selected) paintSelectedAircraft(sheet, selected);
  paintAircraft(sheet, stamps, seen, traffic.look);
  labelAircraft(sheet, labels, seen, traffic.look);
}
