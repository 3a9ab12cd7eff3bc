/** Requests to the node: typed by its own OpenAPI document, one shape of refusal, ids for every write. */
import type { components, paths } from "./api";
import { getLang } from "./words.svelte";

export type Schemas = components["schemas"];
export type ItemView = Schemas["ItemView"];
export type HoldView = Schemas["HoldView"];
export type AlertView = Schemas["AlertView"];
export type CeaseView = Schemas["CeaseView"];
export type LineView = Schemas["LineView"];
export type EntryView = Schemas["EntryView"];
export type StepView = Schemas["StepView"];
export type SessionView = Schemas["SessionView"];
export type AgreementView = Schemas["AgreementView"];

const API = "/api/v1";
const PATIENCE_MS = 8000;

type Gets = { [P in keyof paths]: paths[P] extends { get: object } ? P : never }[keyof paths];
type Posts = { [P in keyof paths]: paths[P] extends { post: object } ? P : never }[keyof paths];
type JsonOf<T> = T extends { responses: { 200: { content: { "application/json": infer R } } } } ? R : never;
type FormOf<T> = T extends { requestBody: { content: { "application/json": infer F } } } ? F : never;
type Short<P> = P extends `/api/v1${infer S}` ? S : never;
export type GetPath = Short<Gets>;
export type PostPath = Short<Posts>;
export type Got<P extends GetPath> = JsonOf<paths[`/api/v1${P}`]["get"]>;
export type Answer<P extends PostPath> = JsonOf<paths[`/api/v1${P}`]["post"]>;
export type FormFor<P extends PostPath> = Omit<FormOf<paths[`/api/v1${P}`]["post"]>, "id">;
export type Names = Readonly<Record<string, string | number>>;

export interface Waiting {
  pending: string;
  what: string;
}

/** The node said no: what, where, and the one thing to do. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly where: string,
    readonly advice: string,
    readonly holds: readonly HoldView[] = [],
  ) {
    super(message);
  }
}

/** No answer came; whether the node has it is not known, so the same id is sent again. */
export class NodeLost extends Error {}

let token = "";

export function setToken(given: string): void {
  token = given;
}

export function getToken(): string {
  return token;
}

export function newId(): string {
  // crypto.randomUUID is missing where a page is not served from a secure place.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

export async function get<P extends GetPath>(path: P, names: Names = {}): Promise<Got<P>> {
  return (await fetchJson("GET", fill(path, names))) as Got<P>;
}

/** A write; the same id again gives the same answer and changes nothing. `Waiting` where a second person is needed. */
export async function post<P extends PostPath>(
  path: P,
  names: Names,
  form: FormFor<P>,
  id: string = newId(),
): Promise<Answer<P>> {
  return (await fetchJson("POST", fill(path, names), { id, ...(form as object) })) as Answer<P>;
}

export function isWaiting(answer: unknown): answer is Waiting {
  return typeof answer === "object" && answer !== null && "pending" in answer && "what" in answer;
}

/** Open a session; has no id, since each sign-in opens one of its own. */
export async function signIn(officer: string, secret: string): Promise<SessionView> {
  return (await fetchJson("POST", "/session", { officer, secret })) as SessionView;
}

/** Names in the path go into it; the others become the query. */
function fill(path: string, names: Names): string {
  const query = new URLSearchParams();
  let filled = path;
  for (const [name, value] of Object.entries(names)) {
    const mark = `{${name}}`;
    if (filled.includes(mark)) filled = filled.replace(mark, encodeURIComponent(value));
    else query.set(name, String(value));
  }
  return query.size === 0 ? filled : `${filled}?${query}`;
}

export async function fetchJson(
  method: "GET" | "POST",
  path: string,
  body?: object,
  patienceMs: number = PATIENCE_MS,
): Promise<unknown> {
  const response = await fetchNode(method, path, body, AbortSignal.timeout(patienceMs));
  return response.json();
}

/** The bare answer; for streams too. */
export async function fetchNode(
  method: "GET" | "POST",
  path: string,
  body: object | undefined,
  signal: AbortSignal,
): Promise<Response> {
  const joint = path.includes("?") ? "&" : "?";
  const asksLanguage = path !== "/health" && path !== "/session";
  const headers: Record<string, string> = {};
  if (token !== "") headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(`${API}${path}${asksLanguage ? `${joint}lang=${getLang()}` : ""}`, {
      method,
      headers,
      signal,
      cache: "no-store",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch (error) {
    throw new NodeLost(String(error));
  }
  if (response.ok) return response;
  throw await readRefusal(response);
}

async function readRefusal(response: Response): Promise<Error> {
  try {
    const { error } = (await response.json()) as { error: Schemas["ErrorView"] & { holds?: HoldView[] } };
    return new Refusal(response.status, error.code, error.message, error.where ?? "", error.advice, error.holds ?? []);
  } catch {
    return new NodeLost(String(response.status));
  }
}
