import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { basemap } from "./basemap.plugin.js";
import { packed } from "./packed.plugin.js";
import { phrases } from "./phrases.plugin.js";
import { symbols } from "./symbols.plugin.js";

// Relative to this folder. The page is laid where the wheel of the product carries it.
const PAGE = "../src/tansiq/web/page";

export default defineConfig({
  plugins: [phrases(), basemap(), symbols(), svelte(), packed()],
  build: {
    outDir: process.env.PAGE_DIR ?? PAGE,
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    // The base map lies in a folder of its own, where it is weighed apart.
    rolldownOptions: {
      output: {
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some((id) => id.includes("virtual:basemap/"))
            ? "assets/basemap/[name]-[hash].js"
            : "assets/[name]-[hash].js",
      },
    },
  },
});
