/** How an alarm is said, in one line. */
import type { Alarm } from "./alarms.svelte";
import { picture } from "./state.svelte";
import { t } from "./words.svelte";

export function nameParty(id: string): string {
  return picture.lines.find((line) => line.peer === id)?.name ?? id;
}

export function nameItem(id: string): string {
  return picture.items.get(id)?.name ?? id.slice(0, 8);
}

export function sayAlarm(alarm: Alarm): string {
  if (alarm.kind === "alert") return alarm.text;
  const what = alarm.item === null ? t("cease-of-all") : nameItem(alarm.item);
  return t(alarm.code === "distress" ? "alarm-distress" : "alarm-cease", { party: nameParty(alarm.party ?? ""), what });
}
