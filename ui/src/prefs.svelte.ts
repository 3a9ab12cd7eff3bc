/** What an officer chose for this console; kept in the browser, never sent. */
import { isLang, type Lang, type Numerals, setNumerals, speak } from "./words.svelte";

export const PALETTES = ["day", "dusk", "night-red"] as const;
export type Palette = (typeof PALETTES)[number];

interface Kept {
  lang: Lang;
  numerals: Numerals;
  palette: Palette;
  letters: boolean;
  volume: number;
  notify: boolean;
  place: { notation: string; datum: string };
}

const NAME = "tansiq.prefs";

export const prefs = $state<Kept>({
  lang: chooseLang(),
  numerals: "latin",
  palette: "dusk",
  letters: true,
  volume: 0.6,
  notify: false,
  place: { notation: "dms", datum: "WGS84" },
});

function chooseLang(): Lang {
  const found = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLang);
  return found ?? "en";
}

/** Read what was kept and put it to use. */
export async function open(): Promise<void> {
  try {
    Object.assign(prefs, JSON.parse(localStorage.getItem(NAME) ?? "{}"));
  } catch {
    localStorage.removeItem(NAME);
  }
  document.documentElement.dataset.palette = prefs.palette;
  setNumerals(prefs.numerals);
  await speak(prefs.lang);
}

function keep(): void {
  localStorage.setItem(NAME, JSON.stringify(prefs));
}

export async function chooseLanguage(lang: Lang): Promise<void> {
  await speak(lang);
  prefs.lang = lang;
  keep();
}

export function choosePalette(palette: Palette): void {
  prefs.palette = palette;
  document.documentElement.dataset.palette = palette;
  keep();
}

export function chooseNumerals(numerals: Numerals): void {
  prefs.numerals = numerals;
  setNumerals(numerals);
  keep();
}

export function choose<K extends "letters" | "volume" | "notify" | "place">(name: K, value: Kept[K]): void {
  prefs[name] = value;
  keep();
}
