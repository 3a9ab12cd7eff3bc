/**
 * What can be done now, each with its phrase and its key. The key list, the command box and the keyboard read this one
 * table; views add theirs while they are open. Keys are physical places, so that every layout works.
 */
import { untrack } from "svelte";

export interface Command {
  /** Stable; the phrase is `do-ID`. */
  id: string;
  /** `event.code`, or nothing where it has no key. */
  code?: string;
  /** How the key is printed. */
  key?: string;
  ctrl?: boolean;
  /** Works while typing too. */
  always?: boolean;
  isOffered?: () => boolean;
  run: () => void;
}

let groups = $state.raw<ReadonlyMap<symbol, readonly Command[]>>(new Map());

/** Offer commands; the answer takes them back. For `$effect(() => offer([...]))`. */
export function offer(commands: readonly Command[]): () => void {
  const name = Symbol();
  // Whoever offers in an effect does not depend on what others offer.
  untrack(() => {
    groups = new Map([...groups, [name, commands]]);
  });
  return () => {
    groups = new Map([...untrack(() => groups)].filter(([other]) => other !== name));
  };
}

/** Latest first, so that a view's own meaning of a key goes before the frame's. */
export function offered(): Command[] {
  const all = [...groups.values()].reverse().flat();
  return all.filter((command) => command.isOffered?.() ?? true);
}

/** Carry out what a key means; whether it meant anything. */
export function press(event: KeyboardEvent, letters: boolean): boolean {
  if (event.altKey || event.isComposing) return false;
  const hasControl = event.ctrlKey || event.metaKey;
  const typing = isTyping(event.target);
  for (const command of offered()) {
    if (command.code !== event.code || (command.ctrl ?? false) !== hasControl) continue;
    const isPlain = !hasControl && !/^(F\d+|Escape)$/.test(event.code);
    if (isPlain && !command.always && (typing || !letters)) continue;
    if (event.repeat && command.id === "cease") return true;
    if (command.code === "Slash" && command.key === "?" && !event.shiftKey) continue;
    command.run();
    return true;
  }
  return false;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "range"].includes(target.type);
}
