/**
 * Paints areas and items on a canvas: line is state, fill is kind, ink is party. Coordinates come in on the plane and
 * are turned into pixels of the page by a `Sheet`.
 */
import type { AreaFigure, Dash, ItemFigure } from "../layers";
import type { Inks } from "./ink";
import type { Labels } from "./labels";
import type { ConflictFigure, SharedGround } from "./meetings";
import { type Extent, extentOf, meets, type Plane } from "./mercator";
import { paintAlarm } from "./shapes";
import { paintSymbol, SYMBOL_PX } from "./symbols";

/** What is seen: pixels of the page from the top left, units of the plane a pixel. */
export interface Sheet {
  context: CanvasRenderingContext2D;
  inks: Inks;
  left: number;
  top: number;
  resolution: number;
  widthPx: number;
  heightPx: number;
  /** Pixels of the screen a pixel of the page. */
  ratio: number;
}

const DASHES: Readonly<Record<Dash, number[]>> = { solid: [], dashed: [8, 5], "dash-dot": [10, 4, 2, 4] };
const HATCH_PX = 10;
const TIGHT_RING_PX = 4;
const GROUND_PX = 2.5;
/** Smaller on the screen it is a dot with its line: hatches and names would only smear. */
const SMALL_PX = 9;
const NAME_PX = 13;
/** Clear of the symbol or the alarm that it stands beside. */
const GAP_PX = 21;
const SOFT_STEPS = 4;

export function toPage(sheet: Sheet, [x, y]: Plane): [number, number] {
  return [(x - sheet.left) / sheet.resolution, (sheet.top - y) / sheet.resolution];
}

export function seenExtent(sheet: Sheet): Extent {
  const { left, top, resolution } = sheet;
  return [left, top - sheet.heightPx * resolution, left + sheet.widthPx * resolution, top];
}

/** Add a line to the path being made; points nearer than a third of a pixel are left out. */
export function trace(sheet: Sheet, line: Float64Array, isClosed: boolean): void {
  const { context, left, top, resolution } = sheet;
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  for (let at = 0; at < line.length; at += 2) {
    const x = ((line[at] ?? 0) - left) / resolution;
    const y = (top - (line[at + 1] ?? 0)) / resolution;
    if (Math.abs(x - lastX) + Math.abs(y - lastY) < 0.3) continue;
    if (at === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
    [lastX, lastY] = [x, y];
  }
  if (isClosed) context.closePath();
}

function pathOf(sheet: Sheet, lines: readonly Float64Array[], isClosed = true): void {
  sheet.context.beginPath();
  for (const line of lines) trace(sheet, line, isClosed);
}

/** Strokes and crosses that cover an area, made once an ink. */
export class Hatches {
  readonly #made = new Map<string, CanvasPattern | null>();

  forget(): void {
    this.#made.clear();
  }

  get(sheet: Sheet, ink: string, isCross: boolean): CanvasPattern | null {
    const key = `${ink} ${isCross} ${sheet.ratio}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = makeHatch(sheet, ink, isCross);
    this.#made.set(key, made);
    return made;
  }
}

function makeHatch(sheet: Sheet, ink: string, isCross: boolean): CanvasPattern | null {
  const tile = document.createElement("canvas");
  const side = Math.round(HATCH_PX * sheet.ratio);
  tile.width = tile.height = side;
  const context = tile.getContext("2d");
  if (!context) return null;
  context.strokeStyle = ink;
  context.globalAlpha = 0.7;
  context.lineWidth = sheet.ratio;
  context.beginPath();
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - 1, side + 1);
    context.lineTo(shift + side + 1, -1);
    if (!isCross) continue;
    context.moveTo(shift - 1, -1);
    context.lineTo(shift + side + 1, side + 1);
  }
  context.stroke();
  const pattern = sheet.context.createPattern(tile, "repeat");
  pattern?.setTransform(new DOMMatrix().scale(1 / sheet.ratio));
  return pattern;
}

export function paintAreas(sheet: Sheet, areas: readonly AreaFigure[]): void {
  const seen = seenExtent(sheet);
  const { context, inks } = sheet;
  context.lineWidth = 1;
  context.strokeStyle = inks["text-2"];
  context.setLineDash([1, 3]);
  pathOf(
    sheet,
    areas.filter((area) => meets(area.extent, seen)).map((area) => area.ring),
  );
  context.stroke();
  context.setLineDash([]);
}

export function labelAreas(
  sheet: Sheet,
  labels: Labels,
  areas: readonly AreaFigure[],
  say: (area: AreaFigure) => string,
): void {
  const seen = seenExtent(sheet);
  // Several agreements may know the same area, each with a status of its own: all of them are said in one name.
  const names = new Map<string, { extent: Extent; texts: Set<string> }>();
  for (const area of areas) {
    if (!meets(area.extent, seen)) continue;
    const key = area.extent.map(Math.round).join(" ");
    const known = names.get(key) ?? { extent: area.extent, texts: new Set() };
    known.texts.add(say(area));
    names.set(key, known);
  }
  for (const { extent, texts } of names.values()) {
    const [x, y] = toPage(sheet, [(extent[0] + extent[2]) / 2, extent[3]]);
    const place = { place: "under", sizePx: NAME_PX, isStrong: false, gapPx: 4 } as const;
    labels.put({ ...place, text: [...texts].join(" / "), x, y: Math.max(0, y), ink: sheet.inks["text-2"] });
  }
}

export function paintItem(sheet: Sheet, hatches: Hatches, figure: ItemFigure): void {
  const { context, inks } = sheet;
  const { look } = figure;
  const ink = inks[look.ink];
  const sizePx = (figure.extent[2] - figure.extent[0]) / sheet.resolution;
  if (figure.symbol !== null && isUnderSymbol(sheet, figure.rings)) {
    if (!isUnderSymbol(sheet, figure.buffers)) paintBuffer(sheet, figure, ink);
    return;
  }
  if (figure.soft > sheet.resolution) paintSoftEdge(sheet, figure, ink);
  pathOf(sheet, figure.rings);
  if (look.fill > 0) {
    context.globalAlpha = look.fill;
    context.fillStyle = ink;
    context.fill();
    context.globalAlpha = 1;
  }
  if (look.hatch !== "none" && sizePx > SMALL_PX) {
    const pattern = hatches.get(sheet, ink, look.hatch === "cross");
    if (pattern) context.fillStyle = pattern;
    context.fill();
  }
  context.strokeStyle = ink;
  context.lineWidth = look.widthPx;
  context.lineJoin = "round";
  context.setLineDash(DASHES[look.dash]);
  context.stroke();
  context.setLineDash([]);
  if (figure.symbol !== null) paintSecondRing(sheet, figure);
  if (figure.spine !== null && sizePx > SMALL_PX) paintMarks(sheet, figure, ink);
}

/** A ring within a hospital's cross would make crosshairs of it: the symbol alone stands for so small a place. */
function isUnderSymbol(sheet: Sheet, rings: readonly Float64Array[]): boolean {
  const [left, , right] = extentOf(rings);
  return !(right - left >= (SYMBOL_PX + 2 * TIGHT_RING_PX) * sheet.resolution);
}

function paintBuffer(sheet: Sheet, figure: ItemFigure, ink: string): void {
  const { context } = sheet;
  context.strokeStyle = ink;
  context.lineWidth = 1;
  pathOf(sheet, figure.buffers);
  context.stroke();
}

/** As wide as the place is uncertain, fainter outwards. */
function paintSoftEdge(sheet: Sheet, figure: ItemFigure, ink: string): void {
  const { context } = sheet;
  const widthPx = Math.min(60, figure.soft / sheet.resolution);
  context.strokeStyle = ink;
  context.globalAlpha = 0.09;
  context.lineJoin = "round";
  pathOf(sheet, figure.rings);
  for (let step = 1; step <= SOFT_STEPS; step++) {
    context.lineWidth = (2 * widthPx * step) / SOFT_STEPS;
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** The buffer of a protected site; where it has none, or too small a one to see, close about it. */
function paintSecondRing(sheet: Sheet, figure: ItemFigure): void {
  const { context } = sheet;
  const first = figure.rings[0];
  const second = figure.buffers[0];
  if (!first) return;
  context.lineWidth = 1;
  const gapPx = second ? ((second[1] ?? 0) - (first[1] ?? 0)) / sheet.resolution : 0;
  if (second && Math.abs(gapPx) >= TIGHT_RING_PX) {
    pathOf(sheet, figure.buffers);
  } else {
    const [x, y] = toPage(sheet, figure.centre);
    const sizePx = (figure.extent[2] - figure.extent[0]) / sheet.resolution;
    context.beginPath();
    context.arc(x, y, sizePx / 2 + TIGHT_RING_PX, 0, 2 * Math.PI);
  }
  context.stroke();
}

const CHEVRON_PX = 7;
const CHEVRON_GAP_PX = 34;

/** Chevrons outwards from the middle of a corridor, which has no direction; an arrow's head at the end of a transit. */
function paintMarks(sheet: Sheet, figure: ItemFigure, ink: string): void {
  const { context } = sheet;
  const points = pagePoints(sheet, figure.spine ?? new Float64Array());
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  context.beginPath();
  const lengthPx = lengthOf(points);
  if (figure.marks === "arrow") {
    const [first, ...others] = points;
    if (first) context.moveTo(...first);
    for (const point of others) context.lineTo(...point);
    markAt(context, points, lengthPx, 1);
  } else {
    for (let at = CHEVRON_GAP_PX / 2; at < lengthPx; at += CHEVRON_GAP_PX) {
      markAt(context, points, at, at < lengthPx / 2 ? -1 : 1);
    }
  }
  context.stroke();
}

function pagePoints(sheet: Sheet, line: Float64Array): [number, number][] {
  return Array.from({ length: line.length / 2 }, (_, index) =>
    toPage(sheet, [line[2 * index] ?? 0, line[2 * index + 1] ?? 0]),
  );
}

function lengthOf(points: readonly [number, number][]): number {
  return points
    .slice(1)
    .reduce((sum, [x, y], index) => sum + Math.hypot(x - (points[index]?.[0] ?? x), y - (points[index]?.[1] ?? y)), 0);
}

/** A chevron on a line so many pixels from its start, pointing along it (1) or back (-1). */
function markAt(
  context: CanvasRenderingContext2D,
  points: readonly [number, number][],
  atPx: number,
  way: 1 | -1,
): void {
  let left = atPx;
  for (let next = 1; next < points.length; next++) {
    const [from, to] = [points[next - 1], points[next]];
    if (!from || !to) return;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (left > length + 1e-6 && next < points.length - 1) {
      left -= length;
      continue;
    }
    if (length === 0) return;
    const [ux, uy] = [(way * (to[0] - from[0])) / length, (way * (to[1] - from[1])) / length];
    const share = left / length;
    const [x, y] = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    context.moveTo(x - CHEVRON_PX * (ux + uy), y - CHEVRON_PX * (uy - ux));
    context.lineTo(x, y);
    context.lineTo(x - CHEVRON_PX * (ux - uy), y - CHEVRON_PX * (uy + ux));
    return;
  }
}

/** Symbol, badge and alarm at the middle; they are never left out. The name goes where there is room. */
export function paintItemCentre(sheet: Sheet, labels: Labels, figure: ItemFigure): void {
  const { context, inks } = sheet;
  const [x, y] = toPage(sheet, figure.centre);
  if (figure.symbol !== null) {
    context.save();
    context.translate(x, y);
    paintSymbol(context, figure.symbol, inks[figure.look.ink], "fresh");
    context.restore();
    labels.block(x, y, 14);
  }
  if (figure.look.badge === "⬣") {
    paintAlarm(context, inks, 1, x, y);
    labels.block(x, y, 10);
  }
  if (figure.alarm !== null && figure.look.badge !== "⬣") {
    const shift = figure.symbol === null ? 0 : 20;
    paintAlarm(context, inks, figure.alarm, x + shift, y);
    labels.block(x + shift, y, 10);
  }
}

/** The name where there is room; how many holds there are in any case. */
export function labelItem(sheet: Sheet, labels: Labels, figure: ItemFigure, isStrong: boolean): void {
  const [x, y] = toPage(sheet, figure.centre);
  const holds = figure.badge.startsWith("◇") ? figure.badge : "";
  const isMarked = figure.symbol !== null || figure.alarm !== null || figure.look.badge === "⬣";
  const ink = figure.look.ink === "text-2" ? sheet.inks["text-2"] : sheet.inks.text;
  const place = isMarked ? "beside" : "over";
  const label = { x, y, place, sizePx: NAME_PX, isStrong, ink, gapPx: GAP_PX } as const;
  const text = `${isolate(figure.name)} ${holds}`.trimEnd();
  const isPut = labels.put({ ...label, text }, isStrong || figure.alarm !== null);
  if (!isPut && holds !== "") labels.put({ ...label, text: holds }, true);
}

/** A name in its own direction, whatever stands beside it. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}

/** The ground that items share, and only that; of those that share none both outlines. */
export function paintShared(sheet: Sheet, hatches: Hatches, conflicts: readonly ConflictFigure[]): void {
  const seen = seenExtent(sheet);
  const grounds = conflicts.flatMap(({ shared }) => shared).filter(({ extent }) => meets(extent, seen));
  const { context, inks } = sheet;
  const ink = inks["amber-edge"];
  pathOf(
    sheet,
    grounds.map(({ ring }) => ring).filter((ring) => ring !== null),
  );
  fillGround(sheet, hatches, ink);
  context.strokeStyle = ink;
  context.lineWidth = GROUND_PX;
  context.stroke();
  for (const { rings, ring } of grounds) if (ring === null) paintClipped(sheet, hatches, rings, ink);
  context.strokeStyle = ink;
  context.lineWidth = 2;
  pathOf(
    sheet,
    conflicts.flatMap(({ apart }) => apart),
  );
  context.stroke();
}

/** The path that was made, through which what is under it is still seen. */
function fillGround(sheet: Sheet, hatches: Hatches, ink: string): void {
  const { context } = sheet;
  context.fillStyle = ink;
  context.globalAlpha = 0.25;
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = hatches.get(sheet, ink, true) ?? ink;
  context.fill();
}

/** What two outlines share where it may be in several parts. */
function paintClipped(sheet: Sheet, hatches: Hatches, rings: SharedGround["rings"], ink: string): void {
  const { context } = sheet;
  context.save();
  pathOf(sheet, [rings[0]]);
  context.clip();
  pathOf(sheet, [rings[1]]);
  context.clip();
  fillGround(sheet, hatches, ink);
  // Half of each stroke lies outside the other outline and is clipped: what is left goes round the shared ground.
  context.strokeStyle = ink;
  context.lineWidth = 2 * GROUND_PX;
  pathOf(sheet, rings);
  context.stroke();
  context.restore();
}

export function markConflicts(sheet: Sheet, labels: Labels, conflicts: readonly ConflictFigure[]): void {
  for (const { where } of conflicts) {
    const [x, y] = toPage(sheet, where);
    paintAlarm(sheet.context, sheet.inks, 2, x, y);
    labels.block(x, y, 10);
  }
}

/** The ring of what is selected: text and surface, as the focus of the page. */
export function paintSelection(sheet: Sheet, figure: ItemFigure): void {
  const { context, inks } = sheet;
  pathOf(sheet, figure.rings);
  context.lineJoin = "round";
  for (const [ink, widthPx] of [
    [inks.text, figure.look.widthPx + 8],
    [inks.surface, figure.look.widthPx + 4],
  ] as const) {
    context.strokeStyle = ink;
    context.lineWidth = widthPx;
    context.stroke();
  }
}
