/**
 * Feeds the picture: follows the record of the node and asks anew for what its entries touch. A second, small request
 * a second tells within three that the node is gone, whatever the first one waits for.
 */
import { fetchJson, fetchNode, get, Refusal, type Schemas } from "./ask";
import { now, setNodeTime } from "./clock.svelte";
import { loseSession, who } from "./session.svelte";
import { type Parts, picture, put, putEntries, setExercise, setLink } from "./state.svelte";
import { getLang } from "./words.svelte";

const WAIT_MS = 20_000;
const PULSE_MS = 1000;
const PULSE_PATIENCE_MS = 1800;
const PAUSE_MS = 1000;
const FIRST_ENTRIES = 500;

let stop: AbortController | null = null;

/** Begin to follow; ends what was followed before. */
export function follow(): void {
  unfollow();
  stop = new AbortController();
  void runPulse(stop.signal);
  void run(stop.signal);
}

export function unfollow(): void {
  stop?.abort();
  stop = null;
}

async function run(signal: AbortSignal): Promise<void> {
  let lang = "";
  while (!signal.aborted) {
    try {
      if (lang !== getLang() || picture.version === 0) await readAll();
      lang = getLang();
      await readNext(signal);
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) loseSession();
      await sleep(PAUSE_MS);
    }
  }
}

/** Everything, from the start or in another language. */
export async function readAll(): Promise<void> {
  const { last } = await get("/record", { limit: 0 }).catch(emptyForVerifier);
  const after = Math.max(0, last - FIRST_ENTRIES);
  const { entries } = await get("/record", { after, limit: FIRST_ENTRIES }).catch(emptyForVerifier);
  await readParts();
  putEntries(entries, last);
}

async function readNext(signal: AbortSignal): Promise<void> {
  const query = `/record?after=${picture.version}&wait_ms=${WAIT_MS}`;
  const response = await fetchNode(
    "GET",
    query,
    undefined,
    AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS * 2)]),
  );
  const { entries, last } = (await response.json()) as Schemas["RecordView"];
  if (entries.length === 0) return;
  await readParts();
  putEntries(entries, last);
}

async function readParts(): Promise<void> {
  const [items, alerts, ceases, lines, agreements, pending] = await Promise.all([
    get("/items").catch(none),
    get("/alerts").catch(none),
    get("/ceases").catch(none),
    get("/lines").catch(none),
    get("/agreements").catch(none),
    get("/pending").catch(none),
  ]);
  put({ items, alerts, ceases, lines, agreements, pending } as Parts);
}

/** What this role may not see is left out; everything else that goes wrong is told. */
function none(error: unknown): [] {
  if (error instanceof Refusal && error.status === 403) return [];
  throw error;
}

function emptyForVerifier(error: unknown): Schemas["RecordView"] {
  if (error instanceof Refusal && error.status === 403) return { entries: [], last: 1 };
  throw error;
}

async function runPulse(signal: AbortSignal): Promise<void> {
  let failed = 0;
  while (!signal.aborted) {
    const begun = performance.now();
    try {
      const health = (await fetchJson("GET", "/health", undefined, PULSE_PATIENCE_MS)) as Schemas["HealthView"];
      setNodeTime(Date.parse(health.now));
      setExercise(health.exercise);
      setLink("up", now());
      failed = 0;
      if (who.isOnWatch && begun - linesReadAt > PULSE_MS * 5) await readLines(begun);
    } catch {
      failed += 1;
      if (!signal.aborted) setLink("lost", now());
    }
    await sleep(failed > 0 ? PAUSE_MS / 2 : Math.max(0, PULSE_MS - (performance.now() - begun)));
  }
}

let linesReadAt = 0;

/** Lines change without an entry: heartbeats are not numbered. */
async function readLines(at: number): Promise<void> {
  linesReadAt = at;
  put({ lines: await get("/lines") });
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
