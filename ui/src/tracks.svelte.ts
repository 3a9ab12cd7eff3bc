/**
 * The live tracks this console has, apart from the picture because they are never part of the record's fold. Thousands
 * change a second, so the map reads them as they are and only the counts are watched.
 */
import { ageOf, follow, type Report, type Track } from "./chart/tracks";

const MOST_LOST = 500;

const live = new Map<string, Track>();
let version = $state.raw(0);
let lost = $state.raw<readonly Track[]>([]);

export const tracks = {
  /** Not watched: read it when `version` changes. */
  get live(): ReadonlyMap<string, Track> {
    return live;
  },
  get version(): number {
    return version;
  },
  /** There is an aircraft, seen or lost: a node without a feed never has one. */
  get isFed(): boolean {
    return version > 0 && live.size + lost.length > 0;
  },
  /** Silent for so long that they are no longer on the map; newest first, until an officer takes them off. */
  get lost(): readonly Track[] {
    return lost;
  },
};

export function putReports(reports: readonly Report[]): void {
  const found = new Set<string>();
  for (const report of reports) {
    live.set(report.track, follow(live.get(report.track), report));
    found.add(report.track);
  }
  if (lost.some((track) => found.has(track.id))) lost = lost.filter((track) => !found.has(track.id));
  if (reports.length > 0) version += 1;
}

/** Move what has been silent for too long to the list of the lost. */
export function judgeAges(nowMs: number): void {
  const gone = [...live.values()].filter((track) => ageOf(track, nowMs) === "lost");
  if (gone.length === 0) return;
  for (const track of gone) live.delete(track.id);
  lost = [...gone, ...lost].slice(0, MOST_LOST);
  version += 1;
}

export function takeOffLost(id: string): void {
  lost = lost.filter((track) => track.id !== id);
}
