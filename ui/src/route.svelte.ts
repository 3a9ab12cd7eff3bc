/** Which view is open and what it is opened on; in the address, so that reload and back work. */
import { may, who } from "./session.svelte";
import { VIEWS, type View } from "./views/table";

interface Place {
  view: string;
  /** An id within the view: an item, a message number. */
  at: string;
}

let place = $state.raw(read());

function read(): Place {
  const [view = "", at = ""] = location.hash.replace(/^#\/?/, "").split("/").map(decode);
  return { view, at };
}

/** An address that was cut or mistyped leads to the first view, not to an empty page. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

addEventListener("hashchange", () => {
  place = read();
});

/** Whether the officer's role may look at a view. */
export function isOffered(view: View): boolean {
  if (view.needs !== undefined && !may(view.needs)) return false;
  return view.isBlind === true || who.session?.role !== "verifier";
}

const shown = $derived(
  (VIEWS.find((view) => view.id === place.view && isOffered(view)) ?? VIEWS.find(isOffered))?.id ?? "",
);

export const route = {
  /** What is asked for, or the first view that is offered. */
  get view(): string {
    return shown;
  },
  get at(): string {
    return place.view === shown ? place.at : "";
  },
};

export function goTo(view: string, at = ""): void {
  const hash = `#/${encodeURIComponent(view)}${at === "" ? "" : `/${encodeURIComponent(at)}`}`;
  if (location.hash === hash) return;
  location.hash = hash;
  // At once: the browser tells of the new address later than of a key that is pressed right after a click.
  place = read();
}

export function findView(id: string): View | undefined {
  return VIEWS.find((view) => view.id === id);
}
