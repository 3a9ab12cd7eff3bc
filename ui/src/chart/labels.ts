/**
 * Labels that do not cover one another: taken in the order in which they are asked for, each put at the first of its
 * places that is free, or left out. Occupied places are kept in a coarse grid, so thousands are tried in a millisecond.
 */
export interface Label {
  text: string;
  /** Pixels of the page. */
  x: number;
  y: number;
  /** Beside the point in any of four places; over it; or under it. */
  place: "beside" | "over" | "under";
  sizePx: number;
  isStrong: boolean;
  ink: string;
  /** How far from the point. */
  gapPx: number;
}

type Box = readonly [number, number, number, number];

const CELL_PX = 32;
const HALO_PX = 2;
const MOST_WIDTHS = 6000;

export class Labels {
  readonly #taken = new Map<number, Box[]>();
  readonly #widths = new Map<string, number>();
  readonly #context: CanvasRenderingContext2D;
  #font = "sans-serif";
  #halo = "black";

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /** Empty, or with the places that are taken on another sheet above or below. */
  begin(font: string, halo: string, other?: Labels): void {
    if (font !== this.#font || this.#widths.size > MOST_WIDTHS) this.#widths.clear();
    this.#taken.clear();
    for (const [cell, boxes] of other ? other.#taken : []) this.#taken.set(cell, [...boxes]);
    this.#font = font;
    this.#halo = halo;
  }

  /** Keep a place free of labels, as under a symbol. */
  block(x: number, y: number, halfPx: number): void {
    this.#occupy([x - halfPx, y - halfPx, x + halfPx, y + halfPx]);
  }

  /** Whether there was room; it is painted at once. What must be seen is put at its first place even where there is none. */
  put(label: Label, isForced = false): boolean {
    const font = `${label.isStrong ? "600 " : ""}${label.sizePx}px ${this.#font}`;
    const width = this.#measure(label.text, font);
    for (const [left, middle] of placesOf(label, width)) {
      const half = label.sizePx * 0.65;
      const box: Box = [left - HALO_PX, middle - half, left + width + HALO_PX, middle + half];
      if (!this.#isFree(box)) continue;
      this.#occupy(box);
      this.#paint(label, font, left, middle);
      return true;
    }
    const [first] = isForced ? placesOf(label, width) : [];
    if (first) this.#paint(label, font, ...first);
    return first !== undefined;
  }

  #measure(text: string, font: string): number {
    const key = `${font} ${text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    this.#context.font = font;
    const width = this.#context.measureText(text).width;
    this.#widths.set(key, width);
    return width;
  }

  #paint(label: Label, font: string, left: number, middle: number): void {
    const context = this.#context;
    if (context.font !== font) context.font = font;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    context.lineWidth = 2 * HALO_PX;
    context.strokeStyle = this.#halo;
    context.strokeText(label.text, left, middle);
    context.fillStyle = label.ink;
    context.fillText(label.text, left, middle);
  }

  #isFree(box: Box): boolean {
    for (const cell of cellsOf(box)) {
      for (const other of this.#taken.get(cell) ?? []) {
        if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) return false;
      }
    }
    return true;
  }

  #occupy(box: Box): void {
    for (const cell of cellsOf(box)) {
      const boxes = this.#taken.get(cell);
      if (boxes) boxes.push(box);
      else this.#taken.set(cell, [box]);
    }
  }
}

function placesOf({ x, y, place, sizePx, gapPx }: Label, width: number): [number, number][] {
  const lift = gapPx + sizePx * 0.65;
  const [right, left, centre] = [x + gapPx, x - gapPx - width, x - width / 2];
  const around: [number, number][] = [
    [right, y],
    [left, y],
    [centre, y - lift],
    [centre, y + lift],
    [right, y - lift],
    [right, y + lift],
    [left, y - lift],
    [left, y + lift],
  ];
  if (place === "over") return [[centre, y], ...around];
  return place === "under" ? [[centre, y + lift]] : around;
}

function* cellsOf([left, top, right, bottom]: Box): Generator<number> {
  for (let column = Math.floor(left / CELL_PX); column <= Math.floor(right / CELL_PX); column++) {
    for (let row = Math.floor(top / CELL_PX); row <= Math.floor(bottom / CELL_PX); row++) {
      yield column * 4096 + row;
    }
  }
}
