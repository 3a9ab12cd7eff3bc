/** The steps of a cease at each end, with the instant each falls due. What the other end does not tell is left open. */
import type { CeaseView, EntryView, LineView } from "../ask";
import { isOnDisk } from "../views/traffic/rows";

const S = 1000;
/** After the cease; those of the design, articles of the agreement where it sets its own. */
const DUE_MS = {
  disk: 5 * S,
  taken: 30 * S,
  escalate: 60 * S,
  second_path: 90 * S,
  commander: 120 * S,
  executed: 300 * S,
} as const;

export type CeaseStep = keyof typeof DUE_MS;

export interface Rung {
  step: CeaseStep;
  dueMs: number;
  atMs: number | null;
  isDone: boolean;
  by: string | null;
  /** It fell due and did not come: what is to be done now is said. */
  isMissed: boolean;
}

export interface CeaseLadder {
  party: string;
  rungs: readonly Rung[];
}

export interface Known {
  own: string;
  nowMs: number;
  entries: readonly EntryView[];
  lines: readonly LineView[];
}

/** One ladder for our own end where the cease came from another, else one for each other end. */
export function climb(cease: CeaseView, known: Known): CeaseLadder[] {
  const isOurs = cease.by === known.own;
  const parties = isOurs ? cease.ends.filter((party) => party !== known.own) : [known.own];
  return parties.map((party) => ({ party, rungs: makeRungs(cease, party, known, isOurs) }));
}

function makeRungs(cease: CeaseView, party: string, known: Known, isOurs: boolean): Rung[] {
  const report = cease.executed.find((each) => each.party === party);
  const sent = known.entries.find(
    (entry) =>
      entry.kind === "cease" && entry.to === party && (entry.body as { cease?: string })?.cease === cease.cease,
  );
  const onDisk = !isOurs || report !== undefined || (sent !== undefined && isOnDisk(sent, known.lines));
  const takenAt = isOurs ? report?.taken : (cease.taken?.at ?? report?.taken);
  const takenBy = isOurs ? null : (cease.taken?.by ?? null);
  const raised = (step: string) => cease.escalation.find((each) => each.step === step)?.at ?? null;
  const made = (step: CeaseStep, isDone: boolean, at: string | null | undefined, by: string | null = null): Rung => {
    const dueMs = Date.parse(cease.at) + DUE_MS[step];
    return {
      step,
      dueMs,
      atMs: at == null ? null : Date.parse(at),
      isDone,
      by,
      isMissed: !isDone && cease.stands && known.nowMs >= dueMs,
    };
  };
  const isTaken = takenAt != null;
  const escalations = (["escalate", "second_path", "commander"] as const)
    .filter((step) => !isTaken || raised(step) !== null)
    .map((step) => made(step, isTaken, raised(step)));
  return [
    made("disk", onDisk, null),
    made("taken", isTaken, takenAt, takenBy),
    ...escalations,
    made("executed", report !== undefined, report?.executed),
  ];
}
