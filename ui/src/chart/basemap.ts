/** Land, lakes, rivers and borders, unpacked; loaded when the map is first opened, without any network. */
import type { LonLat } from "./geodesy";

interface Packed {
  steps: number;
  box: readonly number[];
  land: readonly (readonly (readonly number[])[])[];
  lakes: readonly (readonly (readonly number[])[])[];
  borders: readonly (readonly number[])[];
  rivers: readonly (readonly number[])[];
}

/** Names by language. */
export interface City {
  lon: number;
  lat: number;
  /** 1 is shown first. */
  rank: number;
  en: string;
  ar: string;
  ru: string;
  tr: string;
}

export interface Basemap {
  /** West, south, east, north of what it shows in full. */
  box: readonly [number, number, number, number];
  /** Polygons, each an outer ring and its holes. */
  land: LonLat[][][];
  lakes: LonLat[][][];
  borders: LonLat[][];
  rivers: LonLat[][];
}

function unpackLine(packed: readonly number[], steps: number): LonLat[] {
  const line: LonLat[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < packed.length; at += 2) {
    x += packed[at] ?? 0;
    y += packed[at + 1] ?? 0;
    line.push([x / steps, y / steps]);
  }
  return line;
}

function unpack(packed: Packed): Basemap {
  const unpackAll = (lines: readonly (readonly number[])[]) => lines.map((line) => unpackLine(line, packed.steps));
  const [west = 0, south = 0, east = 0, north = 0] = packed.box;
  return {
    box: [west, south, east, north],
    land: packed.land.map(unpackAll),
    lakes: packed.lakes.map(unpackAll),
    borders: unpackAll(packed.borders),
    rivers: unpackAll(packed.rivers),
  };
}

const TRY_AGAIN_MS = 2000;

/** A node that is lost while the map loads is no fault: what is missing is asked for until it is there. */
async function untilThere<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}

/** Main cities, curated by hand in four languages: no choice by script gives the right name. */
export async function loadCities(): Promise<readonly City[]> {
  return (await untilThere(() => import("./cities.json"))).default;
}

export async function loadTheatre(): Promise<Basemap> {
  return unpack((await untilThere(() => import("virtual:basemap/theatre"))).default);
}

export async function loadWorld(): Promise<Basemap> {
  return unpack((await untilThere(() => import("virtual:basemap/world"))).default);
}
