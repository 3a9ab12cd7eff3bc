/**
 * The steps of a cease at each end, with the instant each falls due: the articles of the agreement there, as the node
 * has them. What the other end does not tell is left open.
 */
import type { CeaseView, EntryView, LineView } from "../ask";
import { findCeaseId, isOnDisk } from "../views/traffic/rows";

export type CeaseStep = "disk" | "console" | "taken" | "escalate" | "second_path" | "commander" | "executed";

/** By which of the articles a step falls due; what is on disk at once is on every console by the same time. */
const ARTICLES: Readonly<Record<CeaseStep, string>> = {
  disk: "console",
  console: "console",
  taken: "answer",
  escalate: "escalate",
  second_path: "second_path",
  commander: "commander",
  executed: "report",
};

export interface Rung {
  step: CeaseStep;
  /** Null where the node does not say, because the end is none of its own lines. */
  dueMs: number | null;
  /** How long after the cease it falls due. */
  afterMs: number | null;
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

interface Told {
  isDone: boolean;
  at?: string | null | undefined;
  by?: string | null | undefined;
  /** Nobody can tell whether it was missed. */
  isUntold?: boolean;
}

/** One ladder for our own end where the cease came from another, else one for each other end. */
export function climb(cease: CeaseView, known: Known): CeaseLadder[] {
  const isOurs = cease.by === known.own;
  const parties = isOurs ? cease.ends.filter((party) => party !== known.own) : [known.own];
  return parties.map((party) => ({
    party,
    rungs: isOurs ? climbThere(cease, party, known) : climbHere(cease, known),
  }));
}

function climbHere(cease: CeaseView, known: Known): Rung[] {
  const report = cease.executed.find((each) => each.party === known.own);
  const shown = cease.calls.filter((call) => call.way === "console");
  const missed = shown.find((call) => !call.delivered);
  // Whoever reads this ladder reads it on a console; what the node found out about the others is told as it comes.
  return [
    make("disk", { isDone: true }, { cease, party: known.own, nowMs: known.nowMs }),
    make(
      "console",
      { isDone: missed === undefined, at: shown.at(-1)?.at, by: missed?.to },
      { cease, party: known.own, nowMs: known.nowMs },
    ),
    ...climbPeople(cease, known.own, known, { taken: cease.taken ?? undefined, report }),
  ];
}

function climbThere(cease: CeaseView, party: string, known: Known): Rung[] {
  const report = cease.executed.find((each) => each.party === party);
  const taken = cease.taken_there[party];
  const sent = known.entries.find(
    (entry) => entry.kind === cease.kind && entry.to === party && findCeaseId(entry) === cease.cease,
  );
  const isTaken = taken !== undefined || report !== undefined;
  const onDisk = isTaken || (sent !== undefined && isOnDisk(sent, known.lines));
  const at = { cease, party, nowMs: known.nowMs };
  return [
    make("disk", { isDone: onDisk }, at),
    make("console", { isDone: isTaken, isUntold: onDisk }, at),
    ...climbPeople(cease, party, known, { taken, report }),
  ];
}

interface People {
  taken?: CeaseView["taken_there"][string] | undefined;
  report?: CeaseView["executed"][number] | undefined;
}

function climbPeople(cease: CeaseView, party: string, known: Known, { taken, report }: People): Rung[] {
  const at = { cease, party, nowMs: known.nowMs };
  const takenAt = taken?.at ?? report?.taken;
  const raised = (step: string) => cease.escalation.find((each) => each.step === step)?.at ?? null;
  const isTaken = takenAt !== undefined;
  const escalations = (["escalate", "second_path", "commander"] as const)
    .filter((step) => !isTaken || raised(step) !== null)
    .map((step) => make(step, { isDone: isTaken, at: raised(step) }, at));
  return [
    make("taken", { isDone: isTaken, at: takenAt, by: taken?.by }, at),
    ...escalations,
    make("executed", { isDone: report !== undefined, at: report?.executed }, at),
  ];
}

function make(step: CeaseStep, told: Told, at: { cease: CeaseView; party: string; nowMs: number }): Rung {
  const due = at.cease.clocks[at.party]?.[ARTICLES[step]];
  const dueMs = due === undefined ? null : Date.parse(due);
  const isOver = dueMs !== null && at.nowMs >= dueMs;
  return {
    step,
    dueMs,
    afterMs: dueMs === null ? null : dueMs - Date.parse(at.cease.at),
    atMs: told.at == null ? null : Date.parse(told.at),
    isDone: told.isDone,
    by: told.by ?? null,
    isMissed: !told.isDone && told.isUntold !== true && at.cease.stands && isOver,
  };
}
