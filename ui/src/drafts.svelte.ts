/**
 * What was typed and not yet sent. Kept at each keystroke, under the officer's name, so that neither a reload, a lost
 * node nor another view loses it. No secret is ever kept here.
 */
import { who } from "./session.svelte";

const PREFIX = "tansiq.draft.";

function nameOf(key: string): string {
  return `${PREFIX}${who.session?.officer ?? ""}.${key}`;
}

/** A draft as an object whose fields are kept as they are set. */
export function openDraft<T extends object>(key: string, empty: T): { value: T; keep(): void; drop(): void } {
  const name = nameOf(key);
  const draft = $state({ value: readDraft(name, empty) });
  return {
    get value(): T {
      return draft.value;
    },
    set value(next: T) {
      draft.value = next;
      localStorage.setItem(name, JSON.stringify(next));
    },
    keep(): void {
      localStorage.setItem(name, JSON.stringify(draft.value));
    },
    drop(): void {
      localStorage.removeItem(name);
      draft.value = structuredClone(empty);
    },
  };
}

function readDraft<T extends object>(name: string, empty: T): T {
  try {
    const found = JSON.parse(localStorage.getItem(name) ?? "null") as T | null;
    return { ...structuredClone(empty), ...(found ?? {}) };
  } catch {
    return structuredClone(empty);
  }
}
