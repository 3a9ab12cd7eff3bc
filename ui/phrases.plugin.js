/**
 * The Fluent files that the node itself speaks with, as modules: `virtual:phrases/LANG` is the text of all of them.
 * Comments and blank lines are left out: nobody reads them in a browser.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL("../src/tansiq/words/phrases/", import.meta.url));
const NAME = "virtual:phrases/";

/** What the page says itself, the terms, and the codes of talk and calls; holds, alerts and messages come from the node as it wrote them. */
const IS_OF_THE_PAGE = /^(terms|talk|duties|page(-[a-z]+)?)\.ftl$/;

export function phrases() {
  return {
    name: "tansiq-phrases",
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${NAME}`)) return undefined;
      const folder = join(FOLDER, id.slice(NAME.length + 1));
      const names = readdirSync(folder)
        .filter((name) => IS_OF_THE_PAGE.test(name))
        .sort();
      const lines = names.flatMap((name) => {
        this.addWatchFile(join(folder, name));
        return readFileSync(join(folder, name), "utf-8").split("\n");
      });
      const text = lines.filter((line) => line !== "" && !line.startsWith("#")).join("\n");
      return `export default ${JSON.stringify(text)};`;
    },
  };
}
