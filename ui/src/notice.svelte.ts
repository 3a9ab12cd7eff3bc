/** What the node answered to the last act: one line, said politely; a refusal stays until it is closed. */
import { isWaiting, NodeLost, Refusal } from "./ask";
import { t } from "./words.svelte";

export interface Notice {
  kind: "done" | "refused" | "waiting";
  text: string;
  advice: string;
}

let shown = $state.raw<Notice | null>(null);
let clearing: ReturnType<typeof setTimeout> | undefined;
const DONE_MS = 6000;

export const notice = {
  get shown(): Notice | null {
    return shown;
  },
};

export function say(next: Notice | null): void {
  clearTimeout(clearing);
  shown = next;
  if (next?.kind === "done") clearing = setTimeout(() => say(null), DONE_MS);
}

/** How an error is told to a person. */
export function describe(error: unknown): Notice {
  if (error instanceof Refusal) return { kind: "refused", text: error.message, advice: error.advice };
  if (error instanceof NodeLost) return { kind: "refused", text: t("act-no-answer"), advice: t("act-no-answer-do") };
  throw error;
}

/** Carry out one act and say how it went; what it answered, or nothing where it was refused. */
export async function attempt<T>(act: () => Promise<T>, done = ""): Promise<T | undefined> {
  try {
    const answer = await act();
    if (isWaiting(answer)) say({ kind: "waiting", text: t("act-waits"), advice: t("act-waits-do") });
    else say(done === "" ? null : { kind: "done", text: done, advice: "" });
    return answer;
  } catch (error) {
    say(describe(error));
    return undefined;
  }
}
