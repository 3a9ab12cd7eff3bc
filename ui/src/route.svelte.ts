/** Which view is open and what it is opened on; in the address, so that reload and back work. */
import { VIEWS, type View } from "./views/table";

let place = $state.raw(read());

interface Place {
  view: string;
  /** An id within the view: an item, a message number. */
  at: string;
}

function read(): Place {
  const [view = "", at = ""] = location.hash.replace(/^#\/?/, "").split("/").map(decodeURIComponent);
  return { view: VIEWS.some((known) => known.id === view) ? view : (VIEWS[0]?.id ?? ""), at };
}

addEventListener("hashchange", () => {
  place = read();
});

export const route = {
  get view(): string {
    return place.view;
  },
  get at(): string {
    return place.at;
  },
};

export function goTo(view: string, at = ""): void {
  const hash = `#/${encodeURIComponent(view)}${at === "" ? "" : `/${encodeURIComponent(at)}`}`;
  if (location.hash !== hash) location.hash = hash;
}

export function findView(id: string): View | undefined {
  return VIEWS.find((view) => view.id === id);
}
