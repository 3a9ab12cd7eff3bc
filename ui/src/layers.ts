/**
 * What the map shows, and how each thing looks: tables and pure functions, without the map library and without a
 * canvas. Line is state, fill is kind, ink is party, shape is urgency: four channels, none of them colour alone.
 */
import type { Urgency } from "./alarms.svelte";
import type { AgreementView, ItemView, Schemas } from "./ask";
import { drawAround, drawCircle, drawRing, type LonLat } from "./chart/geodesy";
import { centreOf, type Extent, extentOf, type Plane, projectLine, stretchAt } from "./chart/mercator";
import type { Frame, SiteSymbol, SymbolName } from "./chart/symbols";

export const LAYERS = ["borders", "places", "areas", "items", "ended", "tracks", "alerts"] as const;
export type LayerName = (typeof LAYERS)[number];

export type Ink = "text" | "text-2" | "party-1" | "party-2" | "party-3" | "party-4" | "party-5";
export type Dash = "solid" | "dashed" | "dash-dot";
export type Hatch = "none" | "strokes" | "cross";

export interface Look {
  dash: Dash;
  widthPx: number;
  ink: Ink;
  /** Share of the ink with which the inside is filled. */
  fill: number;
  hatch: Hatch;
  /** Before the number of holds, or alone. */
  badge: "" | "⬣" | "◇";
}

export interface ItemFigure {
  id: string;
  look: Look;
  frame: Frame;
  /** What is drawn, a ring each. */
  volumes: readonly Schemas["VolumeView"][];
  /** Nothing of it is left out for the instant. */
  isWhole: boolean;
  rings: readonly Float64Array[];
  /** The outer ring of a protected site: its buffer. */
  buffers: readonly Float64Array[];
  /** Along which a corridor's chevrons or a transit's arrow go. */
  spine: Float64Array | null;
  marks: "none" | "chevrons" | "arrow";
  /** Width of the soft edge, in units of the plane. */
  soft: number;
  symbol: SymbolName | null;
  centre: Plane;
  extent: Extent;
  name: string;
  badge: string;
  alarm: Urgency | null;
}

export interface AreaFigure {
  id: string;
  name: string;
  status: string;
  ring: Float64Array;
  extent: Extent;
}

interface Strength {
  dash: Dash;
  widthPx: number;
  fill: number;
  badge: Look["badge"];
}

const PLANNED: Strength = { dash: "dashed", widthPx: 1.5, fill: 0, badge: "" };
const SOLID: Strength = { dash: "solid", widthPx: 2, fill: 0, badge: "" };
const THIN: Strength = { dash: "solid", widthPx: 1, fill: 0, badge: "" };

const STRENGTHS: Readonly<Record<string, Strength>> = {
  draft: PLANNED,
  submitted: PLANNED,
  not_shared: PLANNED,
  held: { dash: "dash-dot", widthPx: 1.5, fill: 0, badge: "◇" },
  coordinated: SOLID,
  live: SOLID,
  active: { dash: "solid", widthPx: 3, fill: 0.12, badge: "" },
  suspended: { dash: "solid", widthPx: 2, fill: 0, badge: "⬣" },
  ended: THIN,
  cancelled: THIN,
};

const HATCHES: Readonly<Record<string, Hatch>> = { own_force_area: "strokes", no_go_area: "cross" };
const SITES: Readonly<Record<string, SiteSymbol>> = { hospital: "hospital", school: "school", camp: "camp" };
const HUES = 5;

export function isOver(item: Pick<ItemView, "state">): boolean {
  return item.state === "ended" || item.state === "cancelled";
}

/** Own party in the colour of text; the others in the order of their names, so that every console has the same. */
export function inkOf(party: string, own: string, parties: readonly string[]): Ink {
  if (party === own) return "text";
  const others = parties.filter((other) => other !== own).sort();
  return `party-${(Math.max(0, others.indexOf(party)) % HUES) + 1}` as Ink;
}

export function lookOf(item: ItemView, ink: Ink, nowMs: number): Look {
  const strength = STRENGTHS[item.state] ?? PLANNED;
  const isAhead = item.state === "live" && Date.parse(item.start) > nowMs;
  const shown = isAhead ? PLANNED : strength;
  const hatch = isOver(item) ? "none" : (HATCHES[item.kind] ?? "none");
  return { ...shown, ink: isOver(item) ? "text-2" : ink, hatch };
}

function pointOf({ lon_deg, lat_deg }: Schemas["PositionView"]): LonLat {
  return [lon_deg, lat_deg];
}

export function ringOf(footprint: Schemas["FootprintView"]): LonLat[] {
  if (footprint.circle) return drawCircle(pointOf(footprint.circle.centre), footprint.circle.radius_m);
  return drawRing((footprint.polygon?.vertices ?? []).map(pointOf));
}

interface Outline {
  rings: Float64Array[];
  buffers: Float64Array[];
  centres: LonLat[];
  spine: Float64Array | null;
}

/** By hash, and which of its volumes: what was drawn once is not reckoned again. */
const outlines = new Map<string, Outline>();
const MOST_OUTLINES = 4000;

function outlineOf(item: ItemView, volumes: readonly Schemas["VolumeView"][]): Outline {
  const key = `${item.hash} ${volumes.map((volume) => item.volumes.indexOf(volume)).join(" ")}`;
  const known = outlines.get(key);
  if (known) return known;
  if (outlines.size >= MOST_OUTLINES) outlines.clear();
  const rings = volumes.map((volume) => projectLine(ringOf(volume.footprint)));
  const made = {
    rings,
    buffers: bufferOf(item, volumes),
    centres: volumes.map(middleOf),
    spine: spineOf(item, volumes),
  };
  outlines.set(key, made);
  return made;
}

function bufferOf(item: ItemView, volumes: readonly Schemas["VolumeView"][]): Float64Array[] {
  const bufferM = item.site?.buffer_m ?? 0;
  if (bufferM === 0) return [];
  return volumes.map(({ footprint }) => {
    const circle = footprint.circle;
    if (circle) return projectLine(drawCircle(pointOf(circle.centre), circle.radius_m + bufferM));
    return projectLine(drawAround(ringOf(footprint), bufferM));
  });
}

function middleOf({ footprint }: Schemas["VolumeView"]): LonLat {
  if (footprint.circle) return pointOf(footprint.circle.centre);
  const corners = (footprint.polygon?.vertices ?? []).map(pointOf);
  const sum = corners.reduce<LonLat>((all, corner) => [all[0] + corner[0], all[1] + corner[1]], [0, 0]);
  return [sum[0] / corners.length, sum[1] / corners.length];
}

/** A transit goes from volume to volume in the order of time; a corridor along its length, and has no direction. */
function spineOf(item: ItemView, volumes: readonly Schemas["VolumeView"][]): Float64Array | null {
  if (item.kind === "transit" && volumes.length > 1) {
    const inOrder = [...volumes].sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
    return projectLine(inOrder.map(middleOf));
  }
  const corners = item.kind === "corridor" ? (volumes[0]?.footprint.polygon?.vertices ?? []).map(pointOf) : [];
  return corners.length >= 4 && corners.length % 2 === 0 ? projectLine(middleLine(corners)) : null;
}

/** The line half way between the two long sides of a ring whose two short sides lie across from each other. */
export function middleLine(corners: readonly LonLat[]): LonLat[] {
  const half = corners.length / 2;
  const at = (index: number): LonLat => corners[index % corners.length] ?? [0, 0];
  const side = (index: number) => Math.hypot(at(index)[0] - at(index + 1)[0], at(index)[1] - at(index + 1)[1]);
  let cap = 0;
  for (let index = 1; index < half; index++) {
    if (side(index) + side(index + half) < side(cap) + side(cap + half)) cap = index;
  }
  return Array.from({ length: half }, (_, step) => {
    const [left, right] = [at(cap + 1 + step), at(cap + corners.length - step)];
    return [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
  });
}

export interface Shown {
  own: string;
  parties: readonly string[];
  nowMs: number;
  /** Only what is there at this instant; null: all that is or will be. */
  atMs: number | null;
}

function volumesAt(item: ItemView, atMs: number | null): readonly Schemas["VolumeView"][] {
  if (atMs === null) return item.volumes;
  const expiresMs = item.expires ? Date.parse(item.expires) : Number.POSITIVE_INFINITY;
  if (atMs >= expiresMs) return [];
  return item.volumes.filter((volume) => Date.parse(volume.start) <= atMs && atMs < Date.parse(volume.end));
}

export function figureOf(item: ItemView, shown: Shown, alarm: Urgency | null): ItemFigure | null {
  const volumes = volumesAt(item, shown.atMs);
  if (volumes.length === 0) return null;
  const { rings, buffers, spine } = outlineOf(item, volumes);
  const look = lookOf(item, inkOf(item.owner, shown.own, shown.parties), shown.nowMs);
  const frame: Frame = item.owner === shown.own ? "friend" : "neutral";
  const extent = extentOf([...rings, ...buffers]);
  const centre = centreOf(extent);
  return {
    id: item.item,
    look,
    frame,
    volumes,
    isWhole: volumes.length === item.volumes.length,
    rings,
    buffers,
    spine,
    marks: spine === null ? "none" : item.kind === "corridor" ? "chevrons" : "arrow",
    soft: (item.place?.uncertainty_m ?? 0) * stretchAt(centre[1]),
    symbol: item.site && !isOver(item) ? `${frame}/${SITES[item.site.category] ?? "site"}` : null,
    centre,
    extent,
    name: item.name,
    badge: badgeOf(item, look),
    alarm,
  };
}

function badgeOf(item: ItemView, look: Look): string {
  return look.badge === "◇" ? `◇${item.holds.length}` : look.badge;
}

export function areaFigures(agreements: readonly AgreementView[]): AreaFigure[] {
  const inUse = agreements.filter((agreement) => agreement.status !== "ended" && agreement.status !== "draft");
  return inUse.flatMap((agreement) =>
    agreement.areas.map((area) => {
      const ring = projectLine(ringOf(area.footprint));
      const id = `${agreement.agreement}/${area.area}`;
      return { id, name: area.name, status: area.status, ring, extent: extentOf([ring]) };
    }),
  );
}
