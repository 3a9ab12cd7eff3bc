/**
 * The page of the watch floor as it is, and beside it the hooks of the load test: live tracks put into the same state
 * that a node's feed fills, frames counted while the map is dragged, and the instant at which a FLASH is on the screen.
 */
import "../../ui/src/main";
import type { Report } from "../../ui/src/chart/tracks";
import { now } from "../../ui/src/clock.svelte";
import { putReports, tracks } from "../../ui/src/tracks.svelte";

/** A track's id, call sign, party, identity, symbol, longitude, latitude, speed, course, altitude. */
type Row = [string, string, string, Report["identity"], Report["symbol"], number, number, number, number, number];

const RADIUS_PX = 150;
const STEP_RAD = 0.12;

/** What shows the first untaken FLASH. */
const STRIP = "[role=alert] .strip";

let flashMs: number | null = null;

const bench = {
  put(rows: readonly Row[]): number {
    const atMs = now();
    putReports(
      rows.map(([track, callSign, party, identity, symbol, lon, lat, speedMps, courseDeg, altM]) => ({
        track,
        callSign,
        party,
        identity,
        symbol,
        item: null,
        at: [lon, lat] as const,
        atMs,
        speedMps,
        courseDeg,
        altM,
      })),
    );
    return tracks.live.size;
  },

  /** Milliseconds between frames while the map is dragged in circles. */
  drag(frames: number): Promise<number[]> {
    const ground = document.querySelector(".ol-viewport");
    if (!ground) throw new Error("no map");
    const box = ground.getBoundingClientRect();
    const send = (type: string, angle: number) => {
      const clientX = box.left + box.width / 2 + RADIUS_PX * Math.cos(angle);
      const clientY = box.top + box.height / 2 + RADIUS_PX * Math.sin(angle);
      const buttons = type === "pointerup" ? 0 : 1;
      const init = { clientX, clientY, buttons, button: 0, pointerId: 1, pointerType: "mouse", isPrimary: true };
      const where = type === "pointerdown" ? ground : document;
      where.dispatchEvent(new PointerEvent(type, { ...init, bubbles: true, cancelable: true }));
    };
    return new Promise((resolve) => {
      const took: number[] = [];
      let [angle, last] = [0, 0];
      send("pointerdown", angle);
      const step = (at: number) => {
        if (last > 0) took.push(at - last);
        last = at;
        if (took.length >= frames) {
          send("pointerup", angle);
          resolve(took);
          return;
        }
        angle += STEP_RAD;
        send("pointermove", angle);
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
  },

  /** Milliseconds between frames while nobody touches the map and the tracks move. */
  rest(frames: number): Promise<number[]> {
    return new Promise((resolve) => {
      const took: number[] = [];
      let last = 0;
      const step = (at: number) => {
        if (last > 0) took.push(at - last);
        last = at;
        if (took.length >= frames) resolve(took);
        else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
  },

  /** Wait for the next FLASH; the answer of `takeFlash` is when the frame that shows it had been made. */
  watchFlash(): void {
    flashMs = null;
    const seen = new MutationObserver(() => {
      if (document.querySelector(STRIP) === null) return;
      seen.disconnect();
      // The frame after the one in which it is laid out: by then it is on the screen.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          flashMs = performance.timeOrigin + performance.now();
        }),
      );
    });
    seen.observe(document.body, { childList: true, subtree: true });
  },

  takeFlash(): number | null {
    return flashMs;
  },
};

declare global {
  var bench: object;
}

globalThis.bench = bench;
