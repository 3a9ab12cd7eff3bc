/**
 * Feeds the picture from the node's one stream: first everything, then each change as it comes, at least one line a
 * second. None for two and a half seconds: the node is lost. A stream that was cut off goes on from its position;
 * another language begins anew.
 */
import { type AlertView, fetchNode, get, Refusal, type Schemas } from "./ask";
import { now, setNodeTime } from "./clock.svelte";
import { loseSession, who } from "./session.svelte";
import {
  forgetEntries,
  type Parts,
  picture,
  put,
  putEntries,
  putItems,
  setExercise,
  setLink,
  setNodeState,
} from "./state.svelte";
import { getLang } from "./words.svelte";

type LiveView = Schemas["LiveView"];
type Noun = "agreements" | "pending";

const QUIET_MS = 2500;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2000;
const FIRST_ENTRIES = 500;
const RE_READ: readonly Noun[] = ["agreements", "pending"];

let stop: AbortController | null = null;
let position = "";
/** Whose picture it is and in which language: a position is good for no other. */
let told = "";
/** What came since `reset`, until it is whole; null otherwise. */
let first: LiveView[] | null = null;

/** Begin to follow; ends what was followed before. */
export function follow(): void {
  unfollow();
  stop = new AbortController();
  const wanted = `${who.session?.officer}/${getLang()}`;
  if (told !== wanted) [told, position] = [wanted, ""];
  setExercise(who.session?.exercise ?? false);
  void run(stop.signal);
}

export function unfollow(): void {
  stop?.abort();
  stop = null;
}

async function run(signal: AbortSignal): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      await read(signal, () => {
        pauseMs = FIRST_PAUSE_MS;
      });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refusal && error.status === 401) {
        loseSession();
        return;
      }
    }
    if (signal.aborted) return;
    setLink("lost", now());
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** One stream, until it ends or falls silent. */
async function read(signal: AbortSignal, heard: () => void): Promise<void> {
  const silence = new AbortController();
  let watch = setTimeout(() => silence.abort(), QUIET_MS);
  try {
    const path = `/live?entries=${FIRST_ENTRIES}&after=${encodeURIComponent(position)}`;
    const response = await fetchNode("GET", path, undefined, AbortSignal.any([signal, silence.signal]));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ""; reader !== undefined; ) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watch);
      watch = setTimeout(() => silence.abort(), QUIET_MS);
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(JSON.parse(line) as LiveView);
      heard();
    }
  } finally {
    clearTimeout(watch);
  }
}

function take(view: LiveView): void {
  setNodeTime(Date.parse(view.now));
  if (view.ended) {
    if (view.ended === "session") loseSession();
    return;
  }
  if (view.reset) first = [];
  if (first !== null) {
    first.push(view);
    if (view.more) return;
    putFirst(first);
    first = null;
  } else {
    putChanged(view);
  }
  position = view.position;
  setNodeState(view.state ?? "ok");
  setLink("up", now());
}

function putFirst(views: readonly LiveView[]): void {
  forgetEntries();
  put({
    items: views.flatMap((view) => view.items ?? []),
    alerts: views.flatMap((view) => view.alerts ?? []),
    ceases: views.findLast((view) => view.ceases)?.ceases ?? [],
    lines: views.findLast((view) => view.lines)?.lines ?? [],
  });
  putEntries(
    views.flatMap((view) => view.entries ?? []),
    numberOf(views.at(-1)),
  );
  void readNouns(RE_READ);
}

function putChanged(view: LiveView): void {
  const parts: Parts = {};
  if (view.ceases) parts.ceases = view.ceases;
  if (view.lines) parts.lines = view.lines;
  if (view.alerts?.length) parts.alerts = merge(picture.alerts, view.alerts);
  put(parts);
  if (view.items?.length) putItems(view.items);
  if (view.entries?.length) putEntries(view.entries, numberOf(view));
  const nouns = RE_READ.filter((noun) => view.changed?.includes(noun));
  if (nouns.length > 0) void readNouns(nouns);
}

function merge(known: readonly AlertView[], changed: readonly AlertView[]): AlertView[] {
  const all = new Map(known.map((alert) => [alert.alert, alert]));
  for (const alert of changed) all.set(alert.alert, alert);
  return [...all.values()];
}

function numberOf(view: LiveView | undefined): number {
  return Number(view?.position.split(".").at(-1) ?? 0);
}

/** Lists that the stream only names. One that does not come is asked for again when it next changes. */
async function readNouns(nouns: readonly Noun[]): Promise<void> {
  for (const noun of nouns) {
    try {
      put({ [noun]: await get(`/${noun}`) });
    } catch (error) {
      if (!(error instanceof Refusal)) console.warn(noun, error);
    }
  }
}
