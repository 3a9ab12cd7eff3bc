/**
 * Ceases that this console has raised and its node has not yet confirmed. Kept in the browser by id and sent again until
 * the node has them: the same id again changes nothing. Also what is read out meanwhile, fetched since sign-in.
 */
import { fetchJson, get, getToken, type Schemas } from "../ask";

export type SecondPath = Schemas["SecondPathView"];
export type CeasedView = Schemas["CeasedView"];

export interface Raised {
  id: string;
  items: string[];
  to: string[];
  atMs: number;
}

const QUEUE = "tansiq.ceases";
const PATH = "tansiq.second-path";
const PATIENCE_MS = 2500;
const PAUSE_MS = 1000;
const EVERY_MS = 30_000;

let queue = $state.raw<readonly Raised[]>(read<readonly Raised[]>(QUEUE, []));
let path = $state.raw<SecondPath>(read<SecondPath>(PATH, { calls: [], forms: [] }));
let isSending = false;

function read<T>(name: string, empty: T): T {
  try {
    return (JSON.parse(localStorage.getItem(name) ?? "null") as T | null) ?? empty;
  } catch {
    return empty;
  }
}

function keep(next: readonly Raised[]): void {
  queue = next;
  localStorage.setItem(QUEUE, JSON.stringify(next));
}

export const ceaseQueue = {
  /** Not yet confirmed by the node. */
  get waiting(): readonly Raised[] {
    return queue;
  },
  get path(): SecondPath {
    return path;
  },
};

/** Telephones and forms, fetched while the node is there. */
export async function prepare(): Promise<void> {
  try {
    path = await get("/second-path");
    localStorage.setItem(PATH, JSON.stringify(path));
  } catch {
    // What was fetched before stays good; a lost node is shown by the frame.
  }
}

export function keepPrepared(): () => void {
  void prepare();
  const timer = setInterval(() => void prepare(), EVERY_MS);
  return () => clearInterval(timer);
}

/** Raise a cease: into the queue first, then to the node. What it did at once, or nothing where the node is lost. */
export async function raise(order: Omit<Raised, "atMs">, atMs: number): Promise<CeasedView | null> {
  keep([...queue, { ...order, atMs }]);
  const done = await send(order);
  if (done === null) void sendAll();
  return done;
}

async function send({ id, items, to }: Omit<Raised, "atMs">): Promise<CeasedView | null> {
  if (getToken() === "") return null;
  try {
    const done = (await fetchJson("POST", "/ceases", { id, items, to }, PATIENCE_MS)) as CeasedView;
    keep(queue.filter((each) => each.id !== id));
    return done;
  } catch {
    // Nothing that a node answers to a cease makes it untrue: it is sent until it is taken.
    return null;
  }
}

/** Send what waits, again and again. */
export async function sendAll(): Promise<void> {
  if (isSending) return;
  isSending = true;
  while (queue.length > 0) {
    for (const order of queue) await send(order);
    if (queue.length > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  isSending = false;
}
