/** Beside every file that shrinks, the same in Brotli and gzip: the node serves them as they are. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const SHRINKS = /\.(js|css|html|svg|json|geojson|bin|txt)$/;
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };

export function packed() {
  let folder = "";
  return {
    name: "tansiq-packed",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true })) {
        if (!SHRINKS.test(name)) continue;
        const bytes = readFileSync(join(folder, name));
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes, QUALITY));
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
      }
    },
  };
}
