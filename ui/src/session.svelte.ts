/**
 * Who is on watch at this console. The session lies in the tab's own storage: it survives a reload and a restart of
 * the node, and ends with the tab. A locked console keeps its token, which is good for cease alone.
 */
import { signIn as openSession, post, type SessionView, setToken } from "./ask";

const NAME = "tansiq.session";

interface Held {
  session: SessionView;
  locked: boolean;
}

let held = $state.raw<Held | null>(read());

function read(): Held | null {
  try {
    const found = JSON.parse(sessionStorage.getItem(NAME) ?? "null") as Held | null;
    if (found !== null) setToken(found.session.token);
    return found;
  } catch {
    return null;
  }
}

function keep(next: Held | null): void {
  held = next;
  setToken(next?.session.token ?? "");
  if (next === null) sessionStorage.removeItem(NAME);
  else sessionStorage.setItem(NAME, JSON.stringify(next));
}

export const who = {
  get session(): SessionView | null {
    return held?.session ?? null;
  },
  /** Signed in, own secret chosen, not locked. */
  get isOnWatch(): boolean {
    return held !== null && !held.locked && !held.session.must_change;
  },
  get isLocked(): boolean {
    return held?.locked ?? false;
  },
  get mustChange(): boolean {
    return held?.session.must_change ?? false;
  },
  get party(): string {
    return held?.session.party ?? "";
  },
};

/** Whether the officer's role has this word; the node judges again. */
export function may(verb: string): boolean {
  return held?.session.may.includes(verb as never) ?? false;
}

/** A session that the player of an exercise opened for this frame. */
export function takeSession(session: SessionView): void {
  keep({ session, locked: false });
}

export async function signIn(officer: string, secret: string): Promise<void> {
  keep({ session: await openSession(officer, secret), locked: false });
}

export async function changeSecret(old: string, next: string): Promise<void> {
  await post("/session/secret", {}, { old, new: next });
  if (held !== null) keep({ ...held, session: { ...held.session, must_change: false } });
}

export async function lock(): Promise<void> {
  if (held === null) return;
  const before = held;
  keep({ ...before, locked: true });
  await post("/session/lock", {}, {});
}

/** End the session; here it ends in any case. */
export async function signOut(): Promise<void> {
  try {
    await post("/session/end", {}, {});
  } finally {
    keep(null);
  }
}

/** The node no longer knows the session: what was typed is kept, the officer signs in anew. */
export function loseSession(): void {
  if (held !== null && !held.locked) keep({ ...held, locked: true });
}
