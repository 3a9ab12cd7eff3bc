/**
 * What an alarm sounds like (MIL-STD-1472): told apart by rhythm first, by pitch second. FLASH repeats every 5 s and
 * IMMEDIATE every 30 s until somebody has it; PRIORITY sounds once. Silence lasts 30 s, at this console alone.
 */
import { alarms, type Urgency } from "./alarms.svelte";
import { prefs } from "./prefs.svelte";

interface Pulse {
  atS: number;
  lengthS: number;
  tonesHz: readonly number[];
}

const FLASH_TONES = [880, 1320];
const PATTERNS: Record<Urgency, readonly Pulse[]> = {
  1: [0, 0.3, 0.6, 1.2, 1.5].map((atS) => ({ atS, lengthS: 0.15, tonesHz: FLASH_TONES })),
  2: [0, 0.4, 0.8].map((atS) => ({ atS, lengthS: 0.2, tonesHz: [660] })),
  3: [{ atS: 0, lengthS: 0.5, tonesHz: [520] }],
};
const EVERY_MS: Record<Urgency, number> = { 1: 5000, 2: 30_000, 3: Number.POSITIVE_INFINITY };
const SILENCE_MS = 30_000;
/** FLASH is never quieter than this. */
const FLASH_FLOOR = 0.5;
const TICK_MS = 250;

let audio: AudioContext | null = null;
let silentUntil = $state(0);
let isMuted = $state(true);
const soundedAt = new Map<string, number>();

export const sound = {
  get silentUntil(): number {
    return silentUntil;
  },
  /** The browser lets nothing sound before a person has touched the page. */
  get isMuted(): boolean {
    return isMuted;
  },
};

export function silence(): void {
  silentUntil = Date.now() + SILENCE_MS;
}

export function wake(): void {
  audio ??= new AudioContext();
  void audio.resume().then(() => {
    isMuted = audio?.state !== "running";
  });
}

/** Sound what is due, until told to stop. */
export function startSounds(): () => void {
  const onTouch = () => wake();
  addEventListener("pointerdown", onTouch);
  addEventListener("keydown", onTouch);
  const timer = setInterval(tick, TICK_MS);
  return () => {
    clearInterval(timer);
    removeEventListener("pointerdown", onTouch);
    removeEventListener("keydown", onTouch);
  };
}

function tick(): void {
  const at = Date.now();
  const open = alarms.sounding;
  const ids = new Set(open.map((alarm) => alarm.id));
  for (const id of soundedAt.keys()) if (!ids.has(id)) soundedAt.delete(id);
  if (audio === null || audio.state !== "running" || at < silentUntil) return;
  const due = open.filter(
    (alarm) => at - (soundedAt.get(alarm.id) ?? Number.NEGATIVE_INFINITY) >= EVERY_MS[alarm.urgency],
  );
  const first = due[0];
  if (first === undefined) return;
  // One pattern at a time, the most urgent: what is due with it counts as sounded.
  for (const alarm of due) soundedAt.set(alarm.id, at);
  play(first.urgency, audio);
}

function play(urgency: Urgency, context: AudioContext): void {
  const volume = urgency === 1 ? Math.max(FLASH_FLOOR, prefs.volume) : prefs.volume;
  for (const { atS, lengthS, tonesHz } of PATTERNS[urgency]) {
    for (const hz of tonesHz) {
      const from = context.currentTime + atS;
      const [tone, gain] = [context.createOscillator(), context.createGain()];
      tone.frequency.value = hz;
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(volume / tonesHz.length, from + 0.01);
      gain.gain.setValueAtTime(volume / tonesHz.length, from + lengthS - 0.02);
      gain.gain.linearRampToValueAtTime(0, from + lengthS);
      tone.connect(gain).connect(context.destination);
      tone.start(from);
      tone.stop(from + lengthS);
    }
  }
}
