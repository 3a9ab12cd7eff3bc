import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { basemap } from "./basemap.plugin.js";
import { licences } from "./licences.plugin.js";
import { packed } from "./packed.plugin.js";
import { phrases } from "./phrases.plugin.js";
import { symbols } from "./symbols.plugin.js";

// Relative to this folder. The page is laid where the wheel of the product carries it.
const PAGE = "../src/tansiq/web/page";

/** Weighed apart from the page. */
const IS_BASE_MAP = /virtual:basemap\/|\/cities\.json$/;

export default defineConfig({
  // The load test builds the page with hooks of its own beside it.
  root: process.env.PAGE_ROOT ?? ".",
  plugins: [phrases(), basemap(), symbols(), svelte(), licences(), packed()],
  build: {
    outDir: process.env.PAGE_DIR ?? PAGE,
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    rolldownOptions: {
      ...(process.env.PAGE_ROOT === undefined ? { input: ["index.html", "tour.html"] } : {}),
      output: {
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.every((id) => IS_BASE_MAP.test(id)) ? "assets/basemap/[name]-[hash].js" : "assets/[name]-[hash].js",
      },
    },
  },
});
