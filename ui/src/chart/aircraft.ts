/** Paints live tracks: trail, vector and symbol of thousands in a few strokes of each ink, then labels where there is room. */
import type { Ink } from "../layers";
import { type Sheet, seenExtent, toPage } from "./figures";
import type { Labels } from "./labels";
import { Stamps, SYMBOL_PX, type SymbolAge } from "./symbols";
import { ageOf, findAhead, frameOf, type Track } from "./tracks";

interface Seen {
  track: Track;
  age: SymbolAge;
  x: number;
  y: number;
}

const DOT_PX = 2;
const MARGIN_PX = 40;
const LABEL_PX = 12;

export interface AircraftLook {
  inkOf: (track: Track) => Ink;
  selected: string | null;
  alarmed: ReadonlySet<string>;
  nowMs: number;
}

export function findSeen(sheet: Sheet, tracks: Iterable<Track>, nowMs: number): Seen[] {
  const seen: Seen[] = [];
  const [left, bottom, right, top] = seenExtent(sheet);
  const margin = MARGIN_PX * sheet.resolution;
  for (const track of tracks) {
    const [wx, wy] = track.where;
    if (wx < left - margin || wx > right + margin || wy < bottom - margin || wy > top + margin) continue;
    const age = ageOf(track, nowMs);
    if (age === "lost") continue;
    const [x, y] = toPage(sheet, track.where);
    seen.push({ track, age, x, y });
  }
  return seen;
}

export function paintAircraft(sheet: Sheet, stamps: Stamps, seen: readonly Seen[], look: AircraftLook): void {
  stamps.at(sheet.ratio);
  const byInk = new Map<Ink, Seen[]>();
  for (const one of seen) {
    const ink = look.inkOf(one.track);
    const group = byInk.get(ink);
    if (group) group.push(one);
    else byInk.set(ink, [one]);
  }
  for (const [ink, group] of byInk) paintTrails(sheet, group, sheet.inks[ink], look.nowMs);
  const { context } = sheet;
  const side = 2 * Stamps.HALF_PX;
  for (const { track, age, x, y } of seen) {
    const stamp = stamps.get(`${frameOf(track)}/${track.symbol}`, sheet.inks[look.inkOf(track)], age);
    context.drawImage(stamp, Math.round(x) - Stamps.HALF_PX, Math.round(y) - Stamps.HALF_PX, side, side);
  }
}

function paintTrails(sheet: Sheet, group: readonly Seen[], ink: string, nowMs: number): void {
  const { context } = sheet;
  context.fillStyle = ink;
  context.strokeStyle = ink;
  context.lineWidth = 1;
  // Whole pixels, one by one: a path of thousands of little squares takes ten times as long.
  for (const { track } of group) {
    for (const where of track.trail) {
      const [x, y] = toPage(sheet, where);
      context.fillRect(Math.round(x) - DOT_PX / 2, Math.round(y) - DOT_PX / 2, DOT_PX, DOT_PX);
    }
  }
  context.beginPath();
  for (const { track, x, y } of group) {
    const ahead = findAhead(track, nowMs);
    if (ahead === null) continue;
    context.moveTo(x, y);
    context.lineTo(...toPage(sheet, ahead));
  }
  context.stroke();
}

/** Alarms, own, selected, others: what comes first has the first choice of place. */
export function labelAircraft(sheet: Sheet, labels: Labels, seen: readonly Seen[], look: AircraftLook): void {
  const rank = ({ track }: Seen): number => {
    if (look.alarmed.has(track.item ?? "")) return 0;
    if (track.identity === "own") return 1;
    return track.id === look.selected ? 2 : 3;
  };
  const inOrder: Seen[][] = [[], [], [], []];
  for (const one of seen) inOrder[rank(one)]?.push(one);
  for (const one of inOrder.flat()) {
    const { x, y, track } = one;
    const isStrong = track.id === look.selected;
    labels.put({
      text: track.callSign,
      x,
      y,
      place: "beside",
      sizePx: LABEL_PX,
      isStrong,
      ink: sheet.inks.text,
      gapPx: SYMBOL_PX / 2 + 3,
    });
  }
}

export function paintSelectedAircraft(sheet: Sheet, { x, y }: { x: number; y: number }): void {
  const { context, inks } = sheet;
  for (const [ink, widthPx] of [
    [inks.text, 6],
    [inks.surface, 2],
  ] as const) {
    context.beginPath();
    context.arc(x, y, SYMBOL_PX / 2 + 8, 0, 2 * Math.PI);
    context.strokeStyle = ink;
    context.lineWidth = widthPx;
    context.stroke();
  }
}
