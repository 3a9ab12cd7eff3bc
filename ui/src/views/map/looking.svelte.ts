/** What the officer looks at on the map: which layers, which instant, which thing. Kept on this console, never sent. */
import { get, type Schemas } from "../../ask";
import { now } from "../../clock.svelte";
import { toStamp } from "../../instant";
import { LAYERS, type LayerName } from "../../layers";

/** The picture as this node knew it at an instant of the past. */
export type Past = Schemas["PictureView"];

export type Tool = "none" | "measure" | "place" | "layers";

const NAME = "tansiq.layers";
const HIDDEN_AT_FIRST: readonly LayerName[] = ["ended"];

let layers = $state.raw<ReadonlySet<LayerName>>(readLayers());
let atMs = $state.raw<number | null>(null);
let past = $state.raw<Past | null>(null);
let isMissing = $state.raw(false);
let tool = $state.raw<Tool>("none");
let asked = 0;

function readLayers(): Set<LayerName> {
  const first = LAYERS.filter((name) => !HIDDEN_AT_FIRST.includes(name));
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? "null");
    return new Set(Array.isArray(kept) ? LAYERS.filter((name) => kept.includes(name)) : first);
  } catch {
    return new Set(first);
  }
}

export const looking = {
  get layers(): ReadonlySet<LayerName> {
    return layers;
  },
  /** Node's time that is looked at; null is now. */
  get atMs(): number | null {
    return atMs;
  },
  get isPast(): boolean {
    return atMs !== null && atMs < now();
  },
  /** What was known then, once the node has given it. */
  get past(): Past | null {
    return past;
  },
  /** The node could not give it. */
  get isMissing(): boolean {
    return isMissing;
  },
  get tool(): Tool {
    return tool;
  },
};

export function toggleLayer(name: LayerName): void {
  const next = new Set(layers);
  if (!next.delete(name)) next.add(name);
  layers = next;
  localStorage.setItem(NAME, JSON.stringify([...next]));
}

export function choose(next: Tool): void {
  tool = tool === next ? "none" : next;
}

export function lookAtNow(): void {
  asked += 1;
  atMs = null;
  past = null;
  isMissing = false;
}

/** Look at another instant: what is to come is planned here, what is past is asked of the node's record. */
export async function lookAt(ms: number): Promise<void> {
  atMs = ms;
  past = null;
  isMissing = false;
  asked += 1;
  const mine = asked;
  if (ms >= now()) return;
  try {
    const found = await get("/picture", { known_at: toStamp(ms) });
    if (mine === asked) past = found;
  } catch {
    if (mine === asked) isMissing = true;
  }
}
