/** The shapes of urgency, drawn so that no font can change or lack them: hexagon, triangle, diamond; and a stop. */
import type { Urgency } from "../alarms.svelte";
import type { Inks } from "./ink";

const HALF_PX = 8;
/** On a board of 16 by 16. */
const PATHS: Readonly<Record<Urgency, string>> = {
  1: "M5 1.5h6l4 6.5-4 6.5h-6l-4-6.5z",
  2: "M8 1.5l7 13h-14z",
  3: "M8 1l7 7-7 7-7-7z",
};

export function paintAlarm(
  context: CanvasRenderingContext2D,
  inks: Inks,
  urgency: Urgency,
  x: number,
  y: number,
): void {
  const path = new Path2D(PATHS[urgency]);
  context.save();
  context.translate(x - HALF_PX, y - HALF_PX);
  context.lineJoin = "round";
  context.setLineDash([]);
  context.lineWidth = 5;
  context.strokeStyle = inks.surface;
  context.stroke(path);
  context.fillStyle = urgency === 3 ? inks.surface : urgency === 1 ? inks.red : inks.amber;
  context.fill(path);
  context.lineWidth = 1.5;
  context.strokeStyle = urgency === 1 ? inks.red : inks["amber-edge"];
  context.stroke(path);
  if (urgency !== 1) {
    context.lineWidth = 1;
    context.strokeStyle = inks["amber-outline"];
    context.stroke(path);
  }
  context.restore();
}
