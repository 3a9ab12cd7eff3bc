/**
 * Phrases: the Fluent files of the node, one chunk a language. Facts are isolated, each in its own direction.
 * Numbers are given as numbers and printed by `writeNumber`; a plural is chosen by the same fact under NAME-n.
 */
import { FluentBundle, FluentResource } from "@fluent/bundle";

export const LANGUAGES = ["en", "ar", "ru", "tr"] as const;
export type Lang = (typeof LANGUAGES)[number];
export type Fact = string | number;
export type Facts = Readonly<Record<string, Fact>>;
export type Numerals = "latin" | "arabic";

const NOT_GIVEN = "–";
const NARROW_SPACE = "\u202f";
const ARABIC_ZERO = 0x660;

const SOURCES: Readonly<Record<Lang, () => Promise<{ default: string }>>> = {
  en: () => import("virtual:phrases/en"),
  ar: () => import("virtual:phrases/ar"),
  ru: () => import("virtual:phrases/ru"),
  tr: () => import("virtual:phrases/tr"),
};

let bundle = $state.raw(new FluentBundle("en"));
let lang = $state<Lang>("en");
let numerals = $state<Numerals>("latin");

export function getLang(): Lang {
  return lang;
}

export function isLang(text: unknown): text is Lang {
  return LANGUAGES.some((known) => known === text);
}

export function getDirection(): "ltr" | "rtl" {
  return lang === "ar" ? "rtl" : "ltr";
}

/** Load the phrases of a language, then speak it; the page changes at once, nothing is loaded anew. */
export async function speak(wanted: Lang): Promise<void> {
  const { default: text } = await SOURCES[wanted]();
  const made = new FluentBundle(wanted, { useIsolating: true });
  made.addResource(new FluentResource(text));
  bundle = made;
  lang = wanted;
  document.documentElement.lang = wanted;
  document.documentElement.dir = getDirection();
}

export function setNumerals(wanted: Numerals): void {
  numerals = wanted;
}

export function getNumerals(): Numerals {
  return numerals;
}

/** One phrase with its facts; the name itself where it is not known, so that nothing is lost. */
export function t(name: string, facts: Facts = {}): string {
  const message = bundle.getMessage(name);
  if (message?.value == null) return name;
  return bundle.formatPattern(message.value, spread(facts), []);
}

/** The phrase of a code, or the code where a newer node sent one that is not known here. */
export function tc(prefix: string, code: string, facts: Facts = {}): string {
  const name = `${prefix}-${code}`;
  return bundle.hasMessage(name) ? t(name, facts) : code;
}

/** Digits as the officer chose them: for numbers of the page, never for codes, call signs or coordinates. */
export function digits(text: string): string {
  if (numerals === "latin") return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(ARABIC_ZERO + Number(digit)));
}

/** Groups of three from five digits on, a point for decimals; the same in every language but for the digits. */
export function writeNumber(value: number, decimals = Number.isInteger(value) ? 0 : 1): string {
  const [whole = "", part] = value.toFixed(decimals).split(".");
  const grouped = Math.abs(value) >= 10_000 ? whole.replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE) : whole;
  return digits(part === undefined ? grouped : `${grouped}.${part}`);
}

/** Parts with the comma of the language between them. */
export function writeList(parts: readonly string[]): string {
  return parts.join(`${t("comma")} `);
}

const KM_FROM_M = 10_000;

/** Metres, from ten kilometres on kilometres. */
export function writeDistance(metres: number): string {
  if (metres < KM_FROM_M) return t("distance-m", { amount: writeNumber(Math.round(metres * 10) / 10) });
  return t("distance-km", { amount: writeNumber(Math.round(metres / 100) / 10) });
}

function spread(facts: Facts): Record<string, Fact> {
  const given: Record<string, Fact> = {};
  for (const [name, value] of Object.entries(facts)) {
    given[name] = typeof value === "number" ? writeNumber(value) : value === "" ? NOT_GIVEN : value;
    if (typeof value === "number") given[`${name}-n`] = value;
  }
  return given;
}
