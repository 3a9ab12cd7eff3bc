/** The views: one row each, loaded when first opened. The frame and the keys know nothing more of them. */
import type { Component } from "svelte";

export interface View {
  /** Of the address (#/ID) and of its phrases: `view-ID`, `view-ID-short`. */
  id: string;
  code?: string;
  key?: string;
  load: () => Promise<{ default: Component }>;
  /** The verb without which it is not offered. */
  needs?: string;
  /** Shows no place, so a verifier may look at it. */
  isBlind?: boolean;
  /** In the rail; others are reached by command. */
  inRail: boolean;
}

export const VIEWS: readonly View[] = [
  { id: "map", code: "Digit1", key: "1", load: () => import("./Map.svelte"), inRail: true },
  { id: "traffic", code: "Digit2", key: "2", load: () => import("./Traffic.svelte"), inRail: true },
  { id: "board", code: "Digit3", key: "3", load: () => import("./Board.svelte"), inRail: true },
  { id: "record", code: "Digit4", key: "4", load: () => import("./Record.svelte"), inRail: true },
  { id: "verify", load: () => import("./Verify.svelte"), needs: "verify", isBlind: true, inRail: false },
  { id: "people", load: () => import("./People.svelte"), isBlind: true, inRail: false },
  { id: "file", code: "KeyF", key: "F", load: () => import("./File.svelte"), needs: "submit", inRail: false },
  { id: "agreements", load: () => import("./Agreements.svelte"), inRail: false },
  { id: "assess", load: () => import("./Assess.svelte"), inRail: false },
];
