/** What is done with an item beside filing, readback and answer: by its owner, or by whoever was told of it. */
import { nameParty } from "../alarm-words";
import { type ItemView, post } from "../ask";
import { who } from "../session.svelte";
import { picture } from "../state.svelte";
import { t } from "../words.svelte";
import type { Field, Order } from "./order";
import { ask, choose, ordersBetween } from "./talk";

const OVER = new Set(["ended", "cancelled"]);

export function ordersOfItem(item: ItemView): Order[] {
  const isOver = OVER.has(item.state);
  const both = [...(isOver ? [] : ordersBetween(item)), ask(item)];
  if (item.owner !== who.party) return both;
  return [
    ...(isOver ? [] : [...disclose(item), ...askForCheck(item), ...replyToDoubt(item)]),
    ...release(item),
    ...giveUp(item),
    ...both,
  ];
}

function chooseAmong(parties: readonly string[]): Field {
  return { name: "party", type: "choice", options: parties.map((party) => ({ value: party, text: nameParty(party) })) };
}

/** Further disclosure: those who do not know it wholly. What was told cannot be untold. */
function disclose(item: ItemView): Order[] {
  const left = picture.lines.map((line) => line.peer).filter((party) => item.told[party] !== "full");
  if (left.length === 0) return [];
  return [
    {
      id: "disclose",
      needs: "amend",
      about: item.item,
      fields: [chooseAmong(left), choose("disclosure", "disclosure", ["coarse", "full"])],
      send: ({ party = "", disclosure }) =>
        post("/items/{item}/disclose", { item: item.item }, { disclosures: { [party]: disclosure as "full" } }),
    },
  ];
}

function askForCheck(item: ItemView): Order[] {
  const known = Object.keys(item.told).filter((party) => item.told[party] === "full");
  if (known.length === 0 || item.flight === null) return [];
  return [
    {
      id: "ask-check",
      needs: "amend",
      about: item.item,
      fields: [chooseAmong(known)],
      send: ({ party = "" }) => post("/items/{item}/verify", { item: item.item }, { party }),
    },
  ];
}

function replyToDoubt(item: ItemView): Order[] {
  if (item.doubts.length === 0) return [];
  return [
    {
      id: "reply-doubt",
      needs: "amend",
      about: item.item,
      fields: [{ name: "text", type: "text" }],
      send: ({ text = "" }, lang) => post("/items/{item}/reply-doubt", { item: item.item }, { text, lang }),
    },
  ];
}

/** By hand: an earlier revision that binds those who concurred to it, until its owner lets them go. */
function release(item: ItemView): Order[] {
  const isOver = OVER.has(item.state);
  const live = item.revisions.filter((each) => each.live && (isOver || each.hash !== item.hash));
  if (live.length === 0) return [];
  const options = live.map((each) => ({
    value: each.hash,
    text: t("order-revision-hash", { revision: `r${each.revision}`, hash: each.hash.slice(0, 8) }),
  }));
  return [
    {
      id: "release",
      needs: "release",
      about: item.item,
      fields: [{ name: "revision", type: "choice", options }],
      send: ({ revision = "" }) => post("/items/{item}/release", { item: item.item }, { revision }),
    },
  ];
}

/** What protects has no place on the board, where movements are cancelled. */
function giveUp(item: ItemView): Order[] {
  if (item.flight !== null || OVER.has(item.state)) return [];
  return [
    {
      id: "give-up",
      needs: "cancel",
      about: item.item,
      fields: [],
      send: () => post("/items/{item}/cancel", { item: item.item }, {}),
    },
  ];
}
