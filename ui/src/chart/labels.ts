/**
 * Labels that do not cover one another: taken in the order in which they are asked for, each put at the first of its
 * places that is free, or left out. What is taken is kept in a raster of small cells, and what was written once is kept
 * as an image: thousands are tried and hundreds put in some milliseconds.
 */
export interface Label {
  text: string;
  /** Pixels of the page. */
  x: number;
  y: number;
  /** Beside the point in any of eight places; over it; or under it. */
  place: "beside" | "over" | "under";
  sizePx: number;
  isStrong: boolean;
  ink: string;
  /** How far from the point. */
  gapPx: number;
}

interface Written {
  image: HTMLCanvasElement;
  width: number;
  height: number;
}

const CELL_PX = 5;
const HALO_PX = 2;
const LINE = 1.5;
const MOST_WRITTEN = 3000;

export class Labels {
  readonly #context: CanvasRenderingContext2D;
  readonly #written = new Map<string, Written>();
  #taken = new Uint8Array();
  #columns = 0;
  #rows = 0;
  #font = "";
  #halo = "";
  #ratio = 1;

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context;
  }

  /** Empty, or with the places that are taken on another sheet of the same size. */
  begin(sheet: { widthPx: number; heightPx: number; ratio: number }, font: string, halo: string, other?: Labels): void {
    if (font !== this.#font || halo !== this.#halo || sheet.ratio !== this.#ratio) this.#written.clear();
    if (this.#written.size > MOST_WRITTEN) this.#written.clear();
    [this.#font, this.#halo, this.#ratio] = [font, halo, sheet.ratio];
    this.#columns = Math.ceil(sheet.widthPx / CELL_PX);
    this.#rows = Math.ceil(sheet.heightPx / CELL_PX);
    const size = this.#columns * this.#rows;
    if (this.#taken.length !== size) this.#taken = new Uint8Array(size);
    if (other && other.#taken.length === size) this.#taken.set(other.#taken);
    else this.#taken.fill(0);
  }

  /** Keep a place free of labels, as under a symbol. */
  block(x: number, y: number, halfPx: number): void {
    this.#occupy(x - halfPx, y - halfPx, x + halfPx, y + halfPx);
  }

  /** Whether there was room; it is painted at once. What must be seen is put at its first place even where there is none. */
  put(label: Label, isForced = false): boolean {
    const written = this.#write(label);
    const places = placesOf(label, written.width);
    const free = places.find(([left, middle]) => this.#isFree(left, middle, written));
    const [left, middle] = free ?? (isForced ? places[0] : undefined) ?? [Number.NaN, 0];
    if (Number.isNaN(left)) return false;
    const half = written.height / 2;
    this.#occupy(left, middle - half, left + written.width, middle + half);
    const { image, width, height } = written;
    this.#context.drawImage(
      image,
      Math.round(left) - HALO_PX,
      Math.round(middle - height / 2),
      width + 2 * HALO_PX,
      height,
    );
    return true;
  }

  #write({ text, sizePx, isStrong, ink }: Label): Written {
    const key = `${sizePx} ${isStrong} ${ink} ${text}`;
    const known = this.#written.get(key);
    if (known) return known;
    const font = `${isStrong ? "600 " : ""}${sizePx}px ${this.#font}`;
    this.#context.font = font;
    const width = Math.ceil(this.#context.measureText(text).width);
    const height = Math.ceil(sizePx * LINE);
    const image = document.createElement("canvas");
    image.width = Math.ceil((width + 2 * HALO_PX) * this.#ratio);
    image.height = Math.ceil(height * this.#ratio);
    const context = image.getContext("2d");
    if (context) {
      context.scale(this.#ratio, this.#ratio);
      context.font = font;
      context.textAlign = "left";
      context.textBaseline = "middle";
      context.lineJoin = "round";
      context.lineWidth = 2 * HALO_PX;
      context.strokeStyle = this.#halo;
      context.strokeText(text, HALO_PX, height / 2);
      context.fillStyle = ink;
      context.fillText(text, HALO_PX, height / 2);
    }
    const written = { image, width, height };
    this.#written.set(key, written);
    return written;
  }

  #isFree(left: number, middle: number, { width, height }: Written): boolean {
    const [first, last] = [this.#column(left), this.#column(left + width)];
    const [top, bottom] = [this.#row(middle - height / 3), this.#row(middle + height / 3)];
    for (let row = top; row <= bottom; row++) {
      for (let column = first; column <= last; column++) {
        if (this.#taken[row * this.#columns + column]) return false;
      }
    }
    return true;
  }

  #occupy(left: number, top: number, right: number, bottom: number): void {
    const [first, last] = [this.#column(left), this.#column(right)];
    for (let row = this.#row(top); row <= this.#row(bottom); row++) {
      this.#taken.fill(1, row * this.#columns + first, row * this.#columns + last + 1);
    }
  }

  /** What is outside lies at the rim: labels there compete with one another only. */
  #column(x: number): number {
    return Math.min(this.#columns - 1, Math.max(0, Math.floor(x / CELL_PX)));
  }

  #row(y: number): number {
    return Math.min(this.#rows - 1, Math.max(0, Math.floor(y / CELL_PX)));
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
