/**
 * The map: the only file that knows the map library. OpenLayers holds the view, the pointer and the base map; what is
 * coordinated is painted by `chart/` on two canvases, one that stands still and one for live tracks. No WebGL.
 */
import Feature from "ol/Feature";
import { type Geometry, LineString, MultiLineString, MultiPoint, MultiPolygon, Polygon } from "ol/geom";
import { DragPan, Draw, KeyboardPan, KeyboardZoom, MouseWheelZoom, PinchZoom } from "ol/interaction";
import Layer from "ol/layer/Layer";
import VectorLayer from "ol/layer/Vector";
import VectorImageLayer from "ol/layer/VectorImage";
import type { FrameState } from "ol/Map";
import OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import { Circle as Dot, Fill, Stroke, Style } from "ol/style";
import View from "ol/View";
import ViewHint from "ol/ViewHint";
import { type Basemap, loadTheatre, loadWorld } from "./chart/basemap";
import { Hatches, type Sheet } from "./chart/figures";
import type { LonLat } from "./chart/geodesy";
import { type Inks, readInks } from "./chart/ink";
import { Labels } from "./chart/labels";
import { type Extent, type Plane, project, projectLine, unproject } from "./chart/mercator";
import { paintMoving, paintStill, type Scene, type Traffic } from "./chart/scene";
import { Stamps } from "./chart/symbols";

export interface Listener {
  /** The pointer is over a place, or has left the map. */
  onPointer?: (at: LonLat | null) => void;
  onClick?: (at: Plane, reach: number) => void;
  /** The view came to rest. */
  onView?: (centre: LonLat) => void;
}

export type SketchKind = "line" | "polygon";

export interface Sketch {
  kind: SketchKind;
  /** After so many points it is done by itself. */
  mostPoints?: number;
  /** What is drawn of the points so far: geodesic edges, a circle, a corridor. */
  draw: (points: readonly LonLat[]) => LonLat[];
  onChange: (points: readonly LonLat[]) => void;
  onDone: (points: readonly LonLat[]) => void;
}

const THEATRE_CENTRE: LonLat = [38.6, 35.6];
const THEATRE_ZOOM = 7.2;
const COARSEST_ZOOM = 2;
const FINEST_ZOOM = 17;
const FIT_PADDING_PX = 60;
const FIT_FINEST_ZOOM = 11;
const CLICK_REACH_PX = 14;
/** Live tracks are painted no more often than this; a view that moves is painted each frame. */
const TRAFFIC_MS = 200;
/** On a machine that is busy a dragged map is painted less often still: so many times as long as it takes lie between. */
const REST_SHARE = 8;

interface Layers {
  world: VectorImageLayer;
  land: VectorImageLayer;
  borders: VectorImageLayer;
  sketch: VectorLayer;
}

/** Where the officer last looked, so that another view and back changes nothing. */
let lastView: { centre: number[]; zoom: number } | null = null;

export class WatchMap {
  readonly #element: HTMLElement;
  readonly #map: OlMap;
  readonly #layers: Layers;
  readonly #view: View;
  readonly #still = new Canvas();
  readonly #moving = new Canvas();
  readonly #hatches = new Hatches();
  readonly #stamps = new Stamps();
  #inks: Inks = readInks();
  #scene: Scene | null = null;
  #traffic: (() => Traffic) | null = null;
  #stillKey = "";
  #sceneNumber = 0;
  #trafficDue = 0;
  #paintDue = 0;
  #stopSketch: (() => void) | null = null;

  constructor(element: HTMLElement, listener: Listener) {
    this.#element = element;
    // Reached by Tab and operated by keys.
    element.tabIndex = 0;
    this.#view = new View({
      center: lastView?.centre ?? [...project(THEATRE_CENTRE)],
      zoom: lastView?.zoom ?? THEATRE_ZOOM,
      minZoom: COARSEST_ZOOM,
      maxZoom: FINEST_ZOOM,
      enableRotation: false,
      smoothResolutionConstraint: false,
    });
    this.#layers = {
      world: makeBaseLayer(),
      land: makeBaseLayer(),
      borders: makeBaseLayer(),
      sketch: new VectorLayer({ source: new VectorSource() }),
    };
    this.#map = new OlMap({
      target: element,
      view: this.#view,
      controls: [],
      interactions: [
        new DragPan(),
        new PinchZoom({ duration: 0 }),
        new MouseWheelZoom({ duration: 0 }),
        new KeyboardPan({ duration: 0 }),
        new KeyboardZoom({ duration: 0 }),
      ],
      layers: [
        this.#layers.world,
        this.#layers.land,
        this.#layers.borders,
        new Layer({ render: (frame) => this.#renderStill(frame) }),
        new Layer({ render: (frame) => this.#renderMoving(frame) }),
        this.#layers.sketch,
      ],
    });
    this.#listen(listener);
    void this.#loadBase();
  }

  /** Show another scene; painted with the next frame. */
  show(scene: Scene): void {
    this.#scene = scene;
    this.#sceneNumber += 1;
    this.#layers.borders.setVisible(scene.layers.has("borders"));
    this.#map.render();
  }

  /** Live tracks are read anew at each painting. */
  showTraffic(read: (() => Traffic) | null): void {
    this.#traffic = read;
    if (performance.now() < this.#trafficDue) return;
    this.#trafficDue = performance.now() + TRAFFIC_MS;
    this.#map.render();
  }

  /** The palette or the language is another one. */
  refreshInks(): void {
    this.#inks = readInks();
    this.#hatches.forget();
    this.#stamps.forget();
    this.#stillKey = "";
    const { water, land, border } = this.#inks;
    this.#element.style.backgroundColor = water;
    this.#layers.world.setStyle(new Style({ fill: new Fill({ color: land }) }));
    this.#layers.land.setStyle((feature) => landStyle(feature, land, water));
    this.#layers.borders.setStyle(
      new Style({ stroke: new Stroke({ color: border, width: 1, lineDash: [6, 3, 1, 3] }) }),
    );
  }

  goTo(at: LonLat, zoom = 10): void {
    this.#view.setCenter([...project(at)]);
    this.#view.setZoom(Math.max(this.#view.getZoom() ?? zoom, zoom));
  }

  /** Show the whole of an item that is on the map. */
  fitItem(id: string): void {
    const figure = this.#scene?.items.find((one) => one.id === id);
    if (figure) this.fit(figure.extent);
  }

  fit(extent: Extent): void {
    const padding = new Array<number>(4).fill(FIT_PADDING_PX);
    this.#view.fit(extent, { padding, maxZoom: FIT_FINEST_ZOOM });
  }

  zoomBy(steps: number): void {
    this.#view.setZoom((this.#view.getZoom() ?? THEATRE_ZOOM) + steps);
  }

  get centre(): LonLat {
    const [x = 0, y = 0] = this.#view.getCenter() ?? [];
    return unproject([x, y]);
  }

  /** Draw by pointer until it is done or stopped. */
  sketch(sketch: Sketch): () => void {
    this.#stopSketch?.();
    const source = this.#layers.sketch.getSource();
    const type = sketch.kind === "polygon" ? "Polygon" : "LineString";
    const draw = new Draw({
      type,
      stopClick: true,
      style: sketchStyle(this.#inks, sketch),
      ...(sketch.mostPoints === undefined ? {} : { maxPoints: sketch.mostPoints }),
      ...(source ? { source } : {}),
    });
    this.#layers.sketch.setStyle(sketchStyle(this.#inks, sketch));
    draw.on("drawstart", (event) => {
      source?.clear();
      event.feature.getGeometry()?.on("change", ({ target: drawn }) => sketch.onChange(pointsOf(drawn)));
    });
    draw.on("drawend", (event) => sketch.onDone(pointsOf(event.feature.getGeometry())));
    this.#map.addInteraction(draw);
    const stop = (): void => {
      this.#map.removeInteraction(draw);
      source?.clear();
      this.#stopSketch = null;
    };
    this.#stopSketch = stop;
    return stop;
  }

  /** A shape that was typed instead of drawn; null takes it off. */
  showShape(ring: readonly LonLat[] | null, isClosed: boolean): void {
    const source = this.#layers.sketch.getSource();
    source?.clear();
    if (ring === null || ring.length === 0) return;
    const line = coordinatesOf(projectLine(isClosed ? [...ring, ...ring.slice(0, 1)] : ring));
    source?.addFeature(new Feature(isClosed ? new Polygon([line]) : new LineString(line)));
    this.#layers.sketch.setStyle(plainSketchStyle(this.#inks));
  }

  close(): void {
    this.#stopSketch?.();
    this.#map.setTarget(undefined);
    this.#map.dispose();
  }

  #listen(listener: Listener): void {
    this.#map.on("pointermove", (event) => {
      const [x = 0, y = 0] = event.coordinate;
      listener.onPointer?.(unproject([x, y]));
    });
    this.#element.addEventListener("pointerleave", () => listener.onPointer?.(null));
    this.#map.on("singleclick", (event) => {
      const [x = 0, y = 0] = event.coordinate;
      const isDrawing = this.#stopSketch !== null;
      if (!isDrawing) listener.onClick?.([x, y], CLICK_REACH_PX * (this.#view.getResolution() ?? 1));
    });
    this.#map.on("moveend", () => {
      lastView = { centre: this.#view.getCenter() ?? [], zoom: this.#view.getZoom() ?? THEATRE_ZOOM };
      listener.onView?.(this.centre);
    });
  }

  async #loadBase(): Promise<void> {
    this.refreshInks();
    const [theatre, world] = await Promise.all([loadTheatre(), loadWorld()]);
    this.#layers.world.getSource()?.addFeature(new Feature(polygonOf(world.land)));
    this.#layers.land.getSource()?.addFeatures(baseFeatures(theatre));
    this.#layers.borders.getSource()?.addFeature(new Feature(linesOf(theatre.borders)));
  }

  #renderStill(frame: FrameState): HTMLElement {
    const { center, resolution } = frame.viewState;
    const key = [this.#sceneNumber, center, resolution, frame.size, frame.pixelRatio].join(" ");
    if (key === this.#stillKey) return this.#still.element;
    this.#stillKey = key;
    const sheet = this.#still.begin(frame, this.#inks);
    if (this.#scene) paintStill(sheet, this.#hatches, this.#still.labels, this.#scene);
    return this.#still.element;
  }

  /** A map that is dragged takes its aircraft along; they are painted anew as often as when it stands still. */
  #renderMoving(frame: FrameState): HTMLElement {
    const isDragged = frame.viewHints[ViewHint.INTERACTING] === 1 && performance.now() < this.#paintDue;
    if (isDragged && this.#moving.shift(frame)) return this.#moving.element;
    const begunMs = performance.now();
    const sheet = this.#moving.begin(frame, this.#inks);
    const traffic = this.#traffic?.();
    if (traffic) paintMoving(sheet, this.#stamps, this.#moving.labels, this.#still.labels, traffic);
    const endedMs = performance.now();
    this.#paintDue = endedMs + Math.max(TRAFFIC_MS, REST_SHARE * (endedMs - begunMs));
    return this.#moving.element;
  }
}

/** A canvas over the whole map. */
class Canvas {
  readonly element = document.createElement("canvas");
  readonly labels: Labels;
  readonly #context: CanvasRenderingContext2D;
  #painted: Sheet | null = null;

  constructor() {
    const context = this.element.getContext("2d");
    if (!context) throw new Error("no canvas");
    this.#context = context;
    this.labels = new Labels(context);
    this.element.style.cssText = "position:absolute;inset:0;inline-size:100%;block-size:100%;pointer-events:none";
  }

  /** Lay what was painted where it belongs in a view that only moved; whether it did only move. */
  shift({ viewState, size, pixelRatio }: FrameState): boolean {
    const painted = this.#painted;
    const [widthPx = 1, heightPx = 1] = size;
    if (painted?.resolution !== viewState.resolution || painted.ratio !== pixelRatio) return false;
    if (painted.widthPx !== widthPx || painted.heightPx !== heightPx) return false;
    const [x = 0, y = 0] = viewState.center;
    const right = (painted.left - x) / viewState.resolution + widthPx / 2;
    const down = (y - painted.top) / viewState.resolution + heightPx / 2;
    this.element.style.transform = `translate(${right}px, ${down}px)`;
    return true;
  }

  /** Clear it and lay it over what the frame shows. */
  begin(frame: FrameState, inks: Inks): Sheet {
    const { pixelRatio: ratio, viewState } = frame;
    const [widthPx = 1, heightPx = 1] = frame.size;
    const [width, height] = [Math.round(widthPx * ratio), Math.round(heightPx * ratio)];
    if (this.element.width !== width || this.element.height !== height) {
      this.element.width = width;
      this.element.height = height;
    }
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const { resolution } = viewState;
    const [x = 0, y = 0] = viewState.center;
    const left = x - (widthPx / 2) * resolution;
    const top = y + (heightPx / 2) * resolution;
    this.element.style.transform = "";
    this.#painted = { context, inks, left, top, resolution, widthPx, heightPx, ratio };
    return this.#painted;
  }
}

function makeBaseLayer(): VectorImageLayer {
  return new VectorImageLayer({ source: new VectorSource(), imageRatio: 2 });
}

function coordinatesOf(line: Float64Array): number[][] {
  return Array.from({ length: line.length / 2 }, (_, at) => [line[2 * at] ?? 0, line[2 * at + 1] ?? 0]);
}

/** The sea of the theatre, its land in detail, lakes and rivers; laid over the coarse land of the world. */
function baseFeatures(theatre: Basemap): Feature[] {
  const [west, south, east, north] = theatre.box;
  const corners: LonLat[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ];
  return [
    baseFeature(1, "water", polygonOf([[corners]])),
    baseFeature(2, "land", polygonOf(theatre.land)),
    baseFeature(3, "water", polygonOf(theatre.lakes)),
    baseFeature(4, "river", linesOf(theatre.rivers)),
  ];
}

function baseFeature(order: number, kind: string, geometry: Geometry): Feature {
  return new Feature({ order, kind, geometry });
}

/** Point by point: the base map is cut at the antimeridian. */
function projectAll(line: readonly LonLat[]): number[][] {
  return line.map((point) => [...project(point)]);
}

function polygonOf(polygons: readonly (readonly LonLat[][])[]): MultiPolygon {
  // The library takes the last point of a ring for its first one again.
  const close = (ring: LonLat[]) => projectAll([...ring, ...ring.slice(0, 1)]);
  return new MultiPolygon(polygons.map((rings) => rings.map(close)));
}

function linesOf(lines: readonly LonLat[][]): MultiLineString {
  return new MultiLineString(lines.map(projectAll));
}

function landStyle(feature: { get(name: string): unknown }, land: string, water: string): Style {
  const zIndex = Number(feature.get("order"));
  if (feature.get("kind") === "river") return new Style({ stroke: new Stroke({ color: water, width: 2 }), zIndex });
  return new Style({ fill: new Fill({ color: feature.get("kind") === "land" ? land : water }), zIndex });
}

function pointsOf(geometry: unknown): LonLat[] {
  const line = geometry instanceof Polygon ? (geometry.getCoordinates()[0] ?? []).slice(0, -1) : null;
  const points = line ?? (geometry instanceof LineString ? geometry.getCoordinates() : []);
  return points.map(([x = 0, y = 0]) => unproject([x, y]));
}

function plainSketchStyle(inks: Inks): Style[] {
  return [
    new Style({ stroke: new Stroke({ color: inks.surface, width: 6 }) }),
    new Style({ stroke: new Stroke({ color: inks.text, width: 2, lineDash: [8, 5] }) }),
  ];
}

/** The shape that the points mean, and the points. */
function sketchStyle(inks: Inks, sketch: Sketch): (feature: { getGeometry(): unknown }) => Style[] {
  return (feature) => {
    const points = pointsOf(feature.getGeometry());
    const line = points.length > 1 ? coordinatesOf(projectLine(sketch.draw(points))) : [];
    const shape = new LineString(line);
    const [halo, stroke] = plainSketchStyle(inks);
    halo?.setGeometry(shape);
    stroke?.setGeometry(shape);
    const dots = new Style({
      image: new Dot({
        radius: 4,
        fill: new Fill({ color: inks.text }),
        stroke: new Stroke({ color: inks.surface, width: 2 }),
      }),
      geometry: new MultiPoint(projectAll(points)),
    });
    return [halo, stroke, dots].filter((style) => style !== undefined);
  };
}
