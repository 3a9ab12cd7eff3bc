/** How an alarm is said, in one line. */

import type { Alarm } from "./alarms.svelte";
import type { CeaseView } from "./ask";
import { who } from "./session.svelte";
import { picture } from "./state.svelte";
import { t } from "./words.svelte";

export function nameParty(id: string): string {
  if (id === who.party && who.session !== null) return who.session.name;
  return picture.lines.find((line) => line.peer === id)?.name ?? id;
}

export function nameItem(id: string): string {
  return picture.items.get(id)?.name ?? id.slice(0, 8);
}

export function sayCease(cease: Pick<CeaseView, "by" | "kind" | "items">): string {
  const what = cease.items.length === 0 ? t("cease-of-all") : cease.items.map(nameItem).join(", ");
  const party = nameParty(cease.by);
  return cease.kind === "distress" ? t("alarm-distress", { party, what }) : t("alarm-cease", { party, what });
}

export function sayAlarm(alarm: Alarm): string {
  if (alarm.kind === "alert") return alarm.text;
  const what = alarm.item === null ? t("cease-of-all") : nameItem(alarm.item);
  return t(alarm.code === "distress" ? "alarm-distress" : "alarm-cease", { party: nameParty(alarm.party ?? ""), what });
}
