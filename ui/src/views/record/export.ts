/** What was found, as a file: lines of JSON, a table, or the log of a line as it stands. */
import { type EntryView, fetchNode, get, type Schemas } from "../../ask";

const PAGE = 2000;
/** Above any number of a record: reading backwards begins at its end. */
export const END = 999_999_999_999_999;
const PATIENCE_MS = 60_000;

export type Query = Readonly<Record<string, string | number>>;

/** Every entry that is wanted, newest first, page by page. */
export async function* readAll(query: Query): AsyncGenerator<readonly EntryView[]> {
  let before: number | null = END;
  while (before !== null) {
    const part: Schemas["RecordView"] = await get("/record", { ...query, limit: PAGE, before });
    yield part.entries;
    before = part.earlier ?? null;
  }
}

export async function collect(query: Query): Promise<EntryView[]> {
  const all: EntryView[] = [];
  for await (const entries of readAll(query)) all.push(...entries);
  return all.reverse();
}

export function toJsonLines(entries: readonly EntryView[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

const COLUMNS = [
  "number",
  "at",
  "source",
  "to",
  "author",
  "releaser",
  "kind",
  "precedence",
  "chain",
  "serial",
  "sent",
  "answer_by",
  "lang",
  "text",
  "content",
  "hash",
] as const;

export function toCsv(entries: readonly EntryView[]): string {
  const rows = [COLUMNS.join(","), ...entries.map((entry) => COLUMNS.map((name) => cell(entry[name])).join(","))];
  // The mark tells spreadsheets that it is UTF-8.
  return `\ufeff${rows.join("\r\n")}\r\n`;
}

function cell(value: unknown): string {
  const text = value === null || value === undefined ? "" : String(value);
  // A spreadsheet would reckon what begins so.
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export async function readLog(peer: string, isBundle: boolean): Promise<Blob> {
  const path = `/log/${encodeURIComponent(peer)}${isBundle ? "/bundle" : ""}`;
  const response = await fetchNode("GET", path, undefined, AbortSignal.timeout(PATIENCE_MS));
  return response.blob();
}
