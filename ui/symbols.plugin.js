/**
 * The standard symbols that the map draws, and no others, as `virtual:symbols`: outlines cut at build time from
 * milsymbol (MIT), which itself never reaches the page.
 *
 * Three frames: friend is our own, neutral is any other party, unknown is in no plan. A frame for anything else is not
 * in the table, so it cannot be drawn; the set is held by a test.
 */
import milsymbol from "milsymbol";

const NAME = "virtual:symbols";

/** Fourth digit of the code. */
const FRAMES = { friend: "3", neutral: "4", unknown: "1" };
/** Symbol set and entity of MIL-STD-2525E; without an entity the frame is empty. */
const AIRCRAFT = {
  aircraft: "000000",
  fixed_wing: "110100",
  rotary_wing: "110200",
  unmanned: "110300",
  civil: "120100",
};
const SITES = { site: "000000", hospital: "120702", school: "120402", camp: "111900" };
const AIR_SET = "01";
const SITE_SET = "20";

function codeOf(frame, set, entity) {
  return `130${frame}${set}0000${entity}0000`;
}

/** Attributes of the elements of a drawing; it has paths only, which is checked. */
function pathsOf(svg) {
  const names = [...svg.matchAll(/<([a-z]+)/gi)].map((found) => found[1]);
  const other = names.find((name) => name !== "svg" && name !== "path");
  if (other) throw new Error(`a symbol has an element ${other}, which the map cannot draw`);
  return [...svg.matchAll(/<path ([^>]*)>/g)].map(([, text]) => {
    const of = (name) => new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? "none";
    return [of("d"), of("stroke") === "none" ? 0 : Number(of("stroke-width")), of("fill") === "none" ? 0 : 1];
  });
}

function cut(code) {
  const symbol = new milsymbol.Symbol(code, { size: 100, fill: false, monoColor: "black", outlineWidth: 0 });
  if (!symbol.isValid()) throw new Error(`${code} is no symbol`);
  return { code, paths: pathsOf(symbol.asSVG()) };
}

export function makeSymbols() {
  const table = {};
  for (const [frame, digit] of Object.entries(FRAMES)) {
    for (const [name, entity] of Object.entries(AIRCRAFT)) {
      table[`${frame}/${name}`] = cut(codeOf(digit, AIR_SET, entity));
    }
    for (const [name, entity] of Object.entries(SITES)) {
      table[`${frame}/${name}`] = cut(codeOf(digit, SITE_SET, entity));
    }
  }
  return table;
}

export function symbols() {
  return {
    name: "tansiq-symbols",
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) => (id === `\0${NAME}` ? `export default ${JSON.stringify(makeSymbols())};` : undefined),
  };
}
