/** The standard symbols as paths, by frame and name; drawn in the ink of a party, unfilled. */
import table from "virtual:symbols";

export type Frame = "friend" | "neutral" | "unknown";
export type AircraftSymbol = "aircraft" | "fixed_wing" | "rotary_wing" | "unmanned" | "civil";
export type SiteSymbol = "site" | "hospital" | "school" | "camp";
export type SymbolName = `${Frame}/${AircraftSymbol | SiteSymbol}`;
/** Whole; old, drawn in outline; or silent, its frame broken. */
export type SymbolAge = "fresh" | "hollow" | "dashed";

/** The drawings are on a board of 200 by 200 about (100, 100), their frames some 115 wide. */
const BOARD = 200;
const FRAME = 115;
export const SYMBOL_PX = 24;

interface Stroke {
  path: Path2D;
  width: number;
  isFilled: boolean;
}

const read = new Map<string, readonly Stroke[]>();

function strokesOf(name: SymbolName): readonly Stroke[] {
  const known = read.get(name);
  if (known) return known;
  const made = table[name]?.paths ?? [];
  const strokes = made.map(([path, width, filled]) => ({ path: new Path2D(path), width, isFilled: filled === 1 }));
  read.set(name, strokes);
  return strokes;
}

export function isSymbol(name: string): name is SymbolName {
  return Object.hasOwn(table, name);
}

/** Draw about the origin of the context as it is. */
export function paintSymbol(context: CanvasRenderingContext2D, name: SymbolName, ink: string, age: SymbolAge): void {
  const scale = SYMBOL_PX / FRAME;
  context.save();
  context.scale(scale, scale);
  context.translate(-BOARD / 2, -BOARD / 2);
  context.strokeStyle = ink;
  context.fillStyle = ink;
  strokesOf(name).forEach(({ path, width, isFilled }, index) => {
    const isFrame = index === 0;
    context.lineWidth = Math.max(width, 6) * (isFrame ? 1.6 : 1);
    context.setLineDash(isFrame && age === "dashed" ? [22, 16] : []);
    if (isFilled && age === "fresh" && !isFrame) context.fill(path);
    if (width > 0 || age !== "fresh") context.stroke(path);
  });
  context.restore();
}

/** Stamps of symbols in an ink, painted once each and then only copied: thousands a frame. */
export class Stamps {
  readonly #made = new Map<string, HTMLCanvasElement>();
  #ratio = 1;

  /** Half the side of a stamp, in pixels of the page. */
  static readonly HALF_PX = 18;

  at(ratio: number): void {
    if (ratio !== this.#ratio) this.forget();
    this.#ratio = ratio;
  }

  forget(): void {
    this.#made.clear();
  }

  get(name: SymbolName, ink: string, age: SymbolAge): HTMLCanvasElement {
    const key = `${name} ${ink} ${age}`;
    const known = this.#made.get(key);
    if (known) return known;
    const stamp = document.createElement("canvas");
    stamp.width = stamp.height = Math.ceil(2 * Stamps.HALF_PX * this.#ratio);
    const context = stamp.getContext("2d");
    if (context) {
      context.scale(this.#ratio, this.#ratio);
      context.translate(Stamps.HALF_PX, Stamps.HALF_PX);
      paintSymbol(context, name, ink, age);
    }
    this.#made.set(key, stamp);
    return stamp;
  }
}
