/** What is done with a line itself, and with the ways to our own people: tests, files, what was heard by voice. */
import { post } from "../ask";
import { now } from "../clock.svelte";
import { listOf, type Order, stampOf } from "./order";
import { choose, chooseParty } from "./talk";

/** Of one request; a node takes a megabyte. */
const MOST_LETTERS = 500_000;

/** Ours, and those of every line. */
export function ordersOfLines(ways: readonly string[]): Order[] {
  return [
    {
      id: "test-line",
      needs: "test",
      about: "",
      fields: [chooseParty()],
      send: ({ party = "" }) => post("/lines/{peer}/test", { peer: party }, { human: true }),
    },
    {
      id: "outage",
      needs: "outage",
      about: "",
      fields: [
        { name: "starts", type: "instant" },
        { name: "ends", type: "instant" },
        { name: "text", type: "text", isOptional: true },
      ],
      send: ({ starts, ends, text = "" }, lang) =>
        post("/outages", {}, { starts: stampOf(starts, now()), ends: stampOf(ends, now()), text, lang }),
    },
    {
      id: "heard",
      needs: "courier",
      about: "",
      fields: [chooseParty(), { name: "heard", type: "text" }],
      send: ({ party = "", heard = "" }) => post("/lines/{peer}/voice", { peer: party }, { text: heard }),
    },
    {
      id: "courier-in",
      needs: "courier",
      about: "",
      fields: [chooseParty(), { name: "courier", type: "document", isPlain: true }],
      send: ({ party = "", courier = "" }) => takeCourier(party, courier),
    },
    units(),
    ...(ways.length === 0 ? [] : [testWay(ways)]),
  ];
}

async function takeCourier(peer: string, text: string): Promise<unknown> {
  const [head = "", ...rows] = text.split("\n").filter((row) => row.trim() !== "");
  let answer: unknown;
  for (let from = 0; from === 0 || from < rows.length; ) {
    let to = from;
    for (let letters = 0; to < rows.length && letters < MOST_LETTERS; to += 1) letters += rows[to]?.length ?? 0;
    // Each piece begins with the row that says what the file is.
    answer = await post("/lines/{peer}/courier", { peer }, { rows: [head, ...rows.slice(from, to)], number: from + 2 });
    from = Math.max(to, from + 1);
  }
  return answer;
}

/** One unit a line: its short name, its name, and above it whose part it is. */
function units(): Order {
  return {
    id: "units",
    needs: "name_units",
    about: "",
    fields: [
      { name: "to", type: "parties", isOptional: true },
      { name: "units", type: "text" },
    ],
    send: ({ to = "", units: text = "" }) =>
      post(
        "/units",
        {},
        {
          to: listOf(to),
          units: text
            .split("\n")
            .map((line) => line.split(",").map((part) => part.trim()))
            .filter(([unit]) => unit !== undefined && unit !== "")
            .map(([unit = "", name = "", parent = ""]) => ({ unit, name, ...(parent === "" ? {} : { parent }) })),
        },
      ),
  };
}

function testWay(ways: readonly string[]): Order {
  return {
    id: "test-way",
    needs: "notifier_test",
    about: "",
    fields: [choose("way", "way", ways)],
    send: ({ way }) => post("/notifiers/test", {}, { way: way as "mail" }),
  };
}
