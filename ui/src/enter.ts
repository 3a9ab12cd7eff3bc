/**
 * How a frame of the tour enters: with a session of an exercise that its player opened, handed over in the address and
 * taken out of it at once. A real node takes none of it.
 */
import { fetchJson, type Schemas, type SessionView } from "./ask";
import { chooseLanguage } from "./prefs.svelte";
import { takeSession } from "./session.svelte";
import { isLang } from "./words.svelte";

const MARK = "#enter=";

interface Handed {
  session: SessionView;
  lang: string;
}

export async function enter(): Promise<void> {
  if (!location.hash.startsWith(MARK)) return;
  const text = location.hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/");
  history.replaceState(null, "", "#/traffic");
  dispatchEvent(new HashChangeEvent("hashchange"));
  if (window.parent === window) return;
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const handed = JSON.parse(new TextDecoder().decode(bytes)) as Handed;
    const health = (await fetchJson("GET", "/health")) as Schemas["HealthView"];
    if (!health.exercise || health.party !== handed.session.party) return;
    takeSession(handed.session);
    if (isLang(handed.lang)) await chooseLanguage(handed.lang);
  } catch {
    // Not a hand-over: the officer signs in.
  }
}
