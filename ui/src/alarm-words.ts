/** How an alarm is said, in one line. */

import type { Alarm } from "./alarms.svelte";
import type { CeaseView, ItemView } from "./ask";
import { who } from "./session.svelte";
import { picture } from "./state.svelte";
import { t, writeList } from "./words.svelte";

const MACHINE = "machine";

export function nameParty(id: string): string {
  if (id === who.party && who.session !== null) return who.session.name;
  return picture.lines.find((line) => line.peer === id)?.name ?? id;
}

/** An item that was told without its name bears the code of its kind: that is said in the officer's language. */
export function titleOf(item: Pick<ItemView, "kind" | "name">): string {
  return item.name === item.kind ? t(`kind-${item.kind}`) : item.name;
}

/** Who said it: an officer's name as it is, the node's own machine in the officer's language. */
export function nameAuthor(author: string): string {
  return author === MACHINE ? t("author-machine") : author;
}

export function nameItem(id: string): string {
  const item = picture.items.get(id);
  return item === undefined ? id.slice(0, 8) : titleOf(item);
}

export function sayCease(cease: Pick<CeaseView, "by" | "kind" | "items">): string {
  const what = cease.items.length === 0 ? t("cease-of-all") : writeList(cease.items.map(nameItem));
  const party = nameParty(cease.by);
  return cease.kind === "distress" ? t("alarm-distress", { party, what }) : t("alarm-cease", { party, what });
}

export function sayAlarm(alarm: Alarm): string {
  if (alarm.kind === "alert") return alarm.text;
  const what = alarm.item === null ? t("cease-of-all") : nameItem(alarm.item);
  return t(alarm.code === "distress" ? "alarm-distress" : "alarm-cease", { party: nameParty(alarm.party ?? ""), what });
}
