/** What is being filed, as it is typed; what the node is asked with it; and the way back from an item or a file. */
import type { ItemView, Schemas } from "../../ask";
import { newId } from "../../ask";
import { parseInstant, toStamp } from "../../instant";

export const KINDS = ["activity", "transit", "own_force_area", "protected_site", "no_go_area", "corridor"] as const;
export type Kind = (typeof KINDS)[number];
export const SITES = ["hospital", "camp", "convoy", "school", "aid_drop_zone", "other"] as const;
export const KNOWN = ["withheld", "coarse", "full"] as const;

export interface DraftVolume {
  shape: "circle" | "polygon" | "corridor";
  centre: string;
  radius: string;
  /** One a line. */
  corners: string;
  /** The line of a corridor, a point a line. */
  axis: string;
  width: string;
  lower: string;
  upper: string;
  start: string;
  end: string;
}

export interface Draft {
  /** Of the write: sent again under the same id it is never counted twice. */
  id: string;
  item: string;
  kind: Kind;
  name: string;
  datum: string;
  volumes: DraftVolume[];
  count: string;
  type: string;
  hazard: boolean;
  site: (typeof SITES)[number];
  buffer: string;
  evidence: string;
  expires: string;
  words: string;
  wordsLang: string;
  agreement: string;
  note: string;
  noteLang: string;
  disclosures: Record<string, string>;
  /** The body that went out under `id`, where no answer came. */
  sent: string;
}

export function isMovement(kind: Kind): boolean {
  return kind === "activity" || kind === "transit";
}

export function emptyVolume(): DraftVolume {
  const where = { shape: "circle", centre: "", radius: "5000", corners: "", axis: "", width: "10000" } as const;
  return { ...where, lower: "", upper: "", start: "", end: "" };
}

export function emptyDraft(lang: string): Draft {
  return {
    id: newId(),
    item: newId(),
    kind: "activity",
    name: "",
    datum: "",
    volumes: [emptyVolume()],
    count: "1",
    type: "",
    hazard: false,
    site: "hospital",
    buffer: "500",
    evidence: "",
    expires: "",
    words: "",
    wordsLang: lang,
    agreement: "",
    note: "",
    noteLang: lang,
    disclosures: {},
    sent: "",
  };
}

/** An item of ours as a draft of its next revision. Its coordinates are on WGS 84, as the node resolved them. */
export function fromItem(item: ItemView, lang: string): Draft {
  return {
    ...emptyDraft(lang),
    item: item.item,
    kind: item.kind as Kind,
    name: item.name,
    datum: "WGS84",
    volumes: item.volumes.map(fromVolume),
    count: String(item.flight?.aircraft_count ?? 1),
    type: item.flight?.aircraft_type ?? "",
    hazard: item.flight?.hazard_to_ground ?? false,
    site: (item.site?.category ?? "hospital") as Draft["site"],
    buffer: String(item.site?.buffer_m ?? 500),
    evidence: item.site?.evidence ?? "",
    expires: item.expires ?? "",
    words: item.place?.words ?? "",
    wordsLang: item.place?.words_lang ?? lang,
    agreement: item.agreement ?? "",
    note: item.note,
    noteLang: item.note_lang,
    disclosures: { ...item.told },
  };
}

function fromVolume(volume: Schemas["VolumeView"]): DraftVolume {
  const { circle, polygon } = volume.footprint;
  return {
    ...emptyVolume(),
    shape: circle ? "circle" : "polygon",
    centre: circle ? writePosition(circle.centre) : "",
    radius: circle ? String(circle.radius_m) : "",
    corners: (polygon?.vertices ?? []).map(writePosition).join("\n"),
    lower: volume.lower?.text ?? "",
    upper: volume.upper?.text ?? "",
    start: volume.start,
    end: volume.end,
  };
}

export function fromRead(volume: Schemas["ReadVolumeView"]): DraftVolume {
  return {
    ...emptyVolume(),
    shape: volume.centre === null ? "polygon" : "circle",
    centre: volume.centre ?? "",
    radius: String(volume.radius_m ?? ""),
    corners: volume.vertices.join("\n"),
    lower: volume.lower ?? "",
    upper: volume.upper ?? "",
    start: volume.start ?? "",
    end: volume.end ?? "",
  };
}

export function writePosition(position: { lat_deg: number; lon_deg: number }): string {
  return `${position.lat_deg.toFixed(7)} ${position.lon_deg.toFixed(7)}`;
}

/** Fields that are empty or cannot be read before the node is asked; by the name of their phrase. */
export function findGaps(draft: Draft, nowMs: number): string[] {
  const gaps = new Set<string>();
  if (draft.name.trim() === "") gaps.add("name");
  if (draft.datum === "") gaps.add("datum");
  for (const volume of draft.volumes) {
    const [name, least, size] = NEEDS[volume.shape];
    if (placesOf(volume).length < least) gaps.add(name);
    if (size !== null && !(Number(volume[size]) > 0)) gaps.add(size);
    if (parseInstant(volume.start, nowMs) === null) gaps.add("start");
    if (parseInstant(volume.end, nowMs) === null) gaps.add("end");
  }
  if (isMovement(draft.kind) && !(Number(draft.count) >= 1)) gaps.add("count");
  if (isMovement(draft.kind) && draft.type.trim() === "") gaps.add("type");
  if (draft.expires.trim() !== "" && parseInstant(draft.expires, nowMs) === null) gaps.add("expires");
  return [...gaps];
}

const NEEDS = {
  circle: ["centre", 1, "radius"],
  polygon: ["corners", 3, null],
  corridor: ["axis", 2, "width"],
} as const;

/** The places of its shape as they were typed. A draft that was kept by an older page has no line. */
export function placesOf(volume: DraftVolume): string[] {
  const typed = volume[NEEDS[volume.shape][0]] ?? "";
  return typed
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** On the map all is on WGS 84: drawing is offered where nothing was typed on another datum, or on none yet. */
export function mayDraw(draft: Draft): boolean {
  const isTyped = draft.volumes.some((volume) => placesOf(volume).length > 0);
  return draft.datum === "WGS84" || (draft.datum === "" && !isTyped);
}

function toFootprint(volume: DraftVolume): object {
  if (volume.shape === "circle") return { circle: { centre: volume.centre.trim(), radius_m: Number(volume.radius) } };
  if (volume.shape === "polygon") return { polygon: { vertices: placesOf(volume) } };
  return { corridor: { axis: placesOf(volume), width_m: Number(volume.width) } };
}

/** The body that the node takes, without the id of the write. */
export function toForm(draft: Draft, nowMs: number): object {
  const first = draft.volumes[0];
  const stamp = (text: string): string => toStamp(parseInstant(text, nowMs) ?? nowMs);
  const item: Record<string, unknown> = {
    item: draft.item,
    kind: draft.kind,
    name: draft.name.trim(),
    volumes: draft.volumes.map((volume) => ({
      footprint: toFootprint(volume),
      start: stamp(volume.start),
      end: stamp(volume.end),
      ...(volume.lower.trim() === "" ? {} : { lower: volume.lower.trim() }),
      ...(volume.upper.trim() === "" ? {} : { upper: volume.upper.trim() }),
    })),
    note: draft.note.trim(),
    note_lang: draft.noteLang,
  };
  if (isMovement(draft.kind))
    item.flight = {
      aircraft_count: Number(draft.count),
      aircraft_type: draft.type.trim(),
      hazard_to_ground: draft.hazard,
    };
  if (draft.kind === "protected_site")
    item.site = { category: draft.site, buffer_m: Number(draft.buffer), evidence: draft.evidence.trim() };
  if (first?.shape === "circle")
    item.place = { text: first.centre.trim(), words: draft.words.trim(), words_lang: draft.wordsLang };
  if (draft.agreement !== "") item.agreement = draft.agreement;
  if (draft.expires.trim() !== "") item.expires = stamp(draft.expires);
  const disclosures = Object.fromEntries(Object.entries(draft.disclosures).filter(([, known]) => known !== "withheld"));
  return { item, datum: draft.datum, ...(isMovement(draft.kind) ? {} : { disclosures }) };
}
