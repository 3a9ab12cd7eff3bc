/** How a party is told from the others: its letters, and beside them a hue. The own party has no hue. */
import { who } from "./session.svelte";
import { picture } from "./state.svelte";

const HUES = 5;

/** Own party first, then all others that the picture names, in order. */
export function listParties(): string[] {
  const others = new Set<string>();
  for (const line of picture.lines) others.add(line.peer);
  for (const item of picture.items.values()) {
    others.add(item.owner);
    for (const party of item.concerned) others.add(party);
  }
  others.delete(who.party);
  return [who.party, ...[...others].sort()];
}

export function isOwn(party: string): boolean {
  return party === who.party;
}

/** The ink of a party as a custom property: text for our own, else its hue by place among the others. */
export function inkOf(party: string, parties: readonly string[]): string {
  if (isOwn(party)) return "var(--text)";
  return `var(--party-${(Math.max(0, parties.indexOf(party) - 1) % HUES) + 1})`;
}
