/**
 * What an officer says besides readback, answer and filing, as a table: which fields are typed and what the node is
 * asked with them. The form that shows them knows no kind; what it means is said by the phrases `order-ID` (the act)
 * and `order-ID-is` (what comes of it).
 */
import { parseInstant, toStamp } from "../instant";

/** What was typed, by field; parties and items are separated by blanks. */
export type Typed = Readonly<Record<string, string>>;

interface Named {
  /** Of the phrase `order-field-NAME`. */
  name: string;
  isOptional?: boolean;
  /** What stands in it before anything is typed. */
  start?: string;
}

export interface Option {
  value: string;
  text: string;
}

export type Field = Named &
  (
    | { type: "line" | "text" | "instant" | "count" | "code" | "datum" | "parties" | "flag" }
    | { type: "document" /** Lines as they stand instead of one value. */; isPlain?: boolean }
    | { type: "choice" | "items"; options: readonly Option[] }
  );

export interface Order {
  id: string;
  /** The verb without which it is not offered. */
  needs: string;
  /** What it is about, so that each keeps its own draft. */
  about: string;
  fields: readonly Field[];
  /** Its phrase names a message, so that the button says that it is sent. */
  isMessage?: boolean;
  /** What the field `text` stands in: the officer's language goes with it. */
  send: (typed: Typed, lang: string) => Promise<unknown>;
}

export function emptyOf(order: Order): Record<string, string> {
  return Object.fromEntries(order.fields.map((field) => [field.name, field.start ?? firstOf(field)]));
}

/** Where there is only one thing to choose it is chosen, unless nothing may be chosen too. */
export function firstOf(field: Field): string {
  if (field.type !== "choice" || field.isOptional === true) return "";
  return field.options.length === 1 ? (field.options[0]?.value ?? "") : "";
}

/** Names of the fields that are empty or cannot be read. */
export function findGaps(order: Order, typed: Typed, nowMs: number): string[] {
  return order.fields.filter((field) => isGap(field, (typed[field.name] ?? "").trim(), nowMs)).map(({ name }) => name);
}

function isGap(field: Field, text: string, nowMs: number): boolean {
  if (field.type === "flag") return false;
  if (text === "") return field.isOptional !== true;
  if (field.type === "instant") return parseInstant(text, nowMs) === null;
  if (field.type === "count") return !/^\d{1,7}$/.test(text);
  if (field.type === "document") return field.isPlain !== true && !isJson(text);
  return false;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

export function listOf(text: string | undefined): string[] {
  return (text ?? "").split(" ").filter((part) => part !== "");
}

export function stampOf(text: string | undefined, nowMs: number): string {
  return toStamp(parseInstant(text ?? "", nowMs) ?? nowMs);
}

/** Without what was left empty. */
export function filled<T extends Record<string, unknown>>(form: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(form).filter(([, value]) => value !== "" && value !== undefined),
  ) as Partial<T>;
}
