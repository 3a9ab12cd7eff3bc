/** What a hold is like beyond its words: its shape, the article it stands on, the act that lifts it, its clock. */
import type { HoldView, ItemView } from "../ask";
import type { Form } from "../frame/Shape.svelte";
import { goTo, route } from "../route.svelte";
import { may, who } from "../session.svelte";
import { picture } from "../state.svelte";

const STOPS = new Set(["cease_stands"]);
const MEETS = new Set([
  "conflict",
  "not_comparable",
  "withdrawn",
  "doubted",
  "stale",
  "untrusted",
  "set_aside",
  "readback_mismatch",
  "verification_mismatch",
]);
const IS_LATE = new Set(["late", "cannot", "countered", "words_disagree", "clock_off", "bound"]);

/** Shape is urgency: a stop, what is wrong, what is late or refused, what is merely still to be done. */
export function shapeOf(hold: HoldView): { form: Form; weight: 1 | 2 | 3 | 4 } {
  if (STOPS.has(hold.code)) return { form: "hexagon", weight: 1 };
  if (MEETS.has(hold.code)) return { form: "triangle", weight: 2 };
  if (IS_LATE.has(hold.code)) return { form: "diamond", weight: 3 };
  return { form: "circle", weight: 4 };
}

/** Ours first, then the gravest; what is said of two revisions in the same words is said once. */
export function inOrder(holds: readonly HoldView[]): HoldView[] {
  const rank = (hold: HoldView) => (hold.turn === who.party ? 0 : 10) + shapeOf(hold).weight;
  const said = new Map(holds.map((hold) => [`${hold.code}/${hold.party}/${hold.item}/${hold.what}`, hold]));
  return [...said.values()].sort((one, other) => rank(one) - rank(other));
}

/** The article's name as the node gives it, and what stands behind it: some name an area or a number. */
export function articleOf(hold: HoldView): { name: string; detail: string } {
  const [first = "", ...rest] = hold.article.split(" ");
  if (first === "area") return { name: "area", detail: rest.join(" ") };
  return { name: hold.article.replaceAll(" ", "_"), detail: "" };
}

export interface Act {
  /** The phrase is `hold-act-ID`. */
  id: string;
  run: () => void;
}

const ACTS: Readonly<Record<string, { id: string; verb: string }>> = {
  not_answered: { id: "answer", verb: "answer" },
  cannot: { id: "answer", verb: "answer" },
  withdrawn: { id: "answer", verb: "answer" },
  stale: { id: "answer", verb: "answer" },
  readback_missing: { id: "read-back", verb: "read_back" },
  readback_mismatch: { id: "read-back", verb: "read_back" },
  verification_missing: { id: "verify", verb: "verify" },
  verification_cannot: { id: "verify", verb: "verify" },
  doubted: { id: "reply", verb: "amend" },
  set_aside: { id: "clear", verb: "clear_set_aside" },
  cease_stands: { id: "resume", verb: "resume" },
};
const AMENDS = new Set([
  "conflict",
  "not_comparable",
  "countered",
  "late",
  "words_disagree",
  "words_unresolvable",
  "operation_not_agreed",
  "verification_mismatch",
  "area_not_open",
]);

/** What lifts it, where that is our turn and the officer may do it. */
export function actOf(hold: HoldView, item: ItemView): Act | null {
  if (hold.turn !== who.party) return null;
  if (item.owner === who.party && (AMENDS.has(hold.code) || hold.code === "cannot") && may("amend"))
    return { id: "amend", run: () => goTo("file", item.item) };
  // Where the message itself is open, what lifts the hold stands below it.
  if (route.view === "traffic") return null;
  const act = ACTS[hold.code];
  return act !== undefined && may(act.verb) ? { id: act.id, run: () => goTo("traffic", `item-${item.item}`) } : null;
}

/** Since when it holds, by the history of the item; null where that is not known. */
export function sinceOf(hold: HoldView, item: ItemView): number | null {
  let since: number | null = null;
  for (const standing of item.standing.toReversed()) {
    if (!standing.holds.includes(hold.code)) break;
    since = Date.parse(standing.at);
  }
  return since;
}

/** When the owner asks for a person's answer to this revision; null where no time was named or none is due. */
export function dueOf(hold: HoldView, item: ItemView): number | null {
  if (hold.code !== "not_answered" && hold.code !== "readback_missing") return null;
  const told = picture.entries.findLast((entry) => entry.content === item.hash && entry.answer_by !== null);
  return told?.answer_by ? Date.parse(told.answer_by) : null;
}
