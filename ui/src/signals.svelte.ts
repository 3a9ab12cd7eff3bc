/** What an alarm does outside the page: the title of the tab, and a notification where nobody looks at it. */
import { sayAlarm } from "./alarm-words";
import { alarms, type Urgency } from "./alarms.svelte";
import { prefs } from "./prefs.svelte";
import { t } from "./words.svelte";

const MARKS: Record<Urgency, string> = { 1: "⬣", 2: "▲", 3: "◇" };
const ISOLATES = /[\u2066-\u2069]/g;
const told = new Set<string>();

export function startSignals(): void {
  $effect(() => {
    const first = alarms.untaken[0];
    const same = alarms.untaken.filter((alarm) => alarm.urgency === first?.urgency).length;
    document.title =
      first === undefined ? t("title") : `${MARKS[first.urgency]}${same} ${sayAlarm(first).replace(ISOLATES, "")}`;
  });
  $effect(() => {
    for (const alarm of alarms.untaken) {
      if (alarm.urgency === 3 || told.has(alarm.id)) continue;
      told.add(alarm.id);
      if (!prefs.notify || !document.hidden || !("Notification" in window)) continue;
      if (Notification.permission !== "granted") continue;
      new Notification(`${MARKS[alarm.urgency]} ${sayAlarm(alarm)}`, {
        tag: alarm.id,
        requireInteraction: alarm.urgency === 1,
      });
    }
  });
}
