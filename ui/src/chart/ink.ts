/** Colours of the palette in use, read from the tokens of the page; a canvas knows no tokens. */
import type { Ink } from "../layers";

const TOKENS = {
  surface: "--surface",
  land: "--land",
  water: "--water",
  border: "--map-border",
  hairline: "--hairline",
  text: "--text",
  "text-2": "--text-2",
  "party-1": "--party-1",
  "party-2": "--party-2",
  "party-3": "--party-3",
  "party-4": "--party-4",
  "party-5": "--party-5",
  red: "--red",
  amber: "--amber",
  "amber-edge": "--amber-edge",
  "amber-outline": "--amber-outline",
} as const;

type Token = keyof typeof TOKENS;
export type Inks = Readonly<Record<Token | Ink, string>> & { readonly font: string; readonly isRightToLeft: boolean };

export function readInks(): Inks {
  const style = getComputedStyle(document.documentElement);
  const inks = Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim() || "transparent"]),
  ) as Record<Token, string>;
  const isRightToLeft = document.documentElement.dir === "rtl";
  return { ...inks, font: style.getPropertyValue("--font").trim() || "sans-serif", isRightToLeft };
}
