/** Articles of an agreement in the officer's words: what each sets, and to what. */
import type { AgreementView } from "../ask";
import { writeSpan } from "../clock.svelte";
import { t, tc, writeDistance, writeNumber } from "../words.svelte";

type Value = AgreementView["articles"][string];

const MM_PER_M = 1000;

/** One article as a line: its name and its value. */
export function sayArticle(name: string, value: Value | undefined): string {
  return t("article-line-of", { article: tc("articles", name), value: writeValue(name, value) });
}

export function writeValue(name: string, value: Value | undefined): string {
  if (typeof value === "boolean") return t(value ? "article-yes" : "article-no");
  if (typeof value === "number") {
    if (name.endsWith("_ms")) return writeSpan(value);
    if (name.endsWith("_mm")) return writeDistance(value / MM_PER_M);
    return writeNumber(value);
  }
  if (Array.isArray(value)) {
    const words = value.map((each) => (typeof each === "string" ? tc("element", each) : each.party.toUpperCase()));
    return words.length === 0 ? t("article-none") : words.join(t("article-comma"));
  }
  return value === undefined ? "" : tc("article-value", value);
}
