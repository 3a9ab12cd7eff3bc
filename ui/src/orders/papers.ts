/** Agreements, their areas, and the sheets under them: offered, signed, suspended, ended. */
import { nameItem } from "../alarm-words";
import { type AgreementView, type FormFor, post, type Schemas } from "../ask";
import { who } from "../session.svelte";
import { picture } from "../state.svelte";
import { listOf, type Order } from "./order";
import { choose } from "./talk";

type Area = AgreementView["areas"][number];
type Sheet = Schemas["SheetView"];

const STATUSES = ["closed", "trial", "active", "suspended"] as const;

/** An act on the whole agreement that needs no words. */
function act(id: string, needs: string, agreement: AgreementView, send: Order["send"]): Order {
  return { id: `agreement-${id}`, needs, about: agreement.agreement, fields: [], send };
}

export function ordersOfAgreement(agreement: AgreementView): Order[] {
  const at = { agreement: agreement.agreement };
  const signed = agreement.signed_by.includes(who.party);
  const found: Order[] = [];
  if (agreement.status === "draft")
    found.push(act("offer", "agreement_offer", agreement, () => post("/agreements/{agreement}/offer", at, {})));
  if (agreement.status === "offered" && !signed)
    found.push(act("sign", "agreement_sign", agreement, () => post("/agreements/{agreement}/sign", at, {})));
  const isLive = ["signed", "in_force", "suspended"].includes(agreement.status);
  if (isLive && !agreement.suspended_by.includes(who.party))
    found.push(act("suspend", "agreement_suspend", agreement, () => post("/agreements/{agreement}/suspend", at, {})));
  if (agreement.suspended_by.includes(who.party))
    found.push(act("resume", "agreement_resume", agreement, () => post("/agreements/{agreement}/resume", at, {})));
  if (isLive) found.push(act("end", "agreement_end", agreement, () => post("/agreements/{agreement}/end", at, {})));
  if (agreement.status === "in_force") found.push(...offerSheet(agreement));
  return found;
}

export function draftAgreement(): Order {
  return {
    id: "agreement-draft",
    needs: "agreement_draft",
    about: "",
    fields: [
      { name: "document", type: "document" },
      { name: "datum", type: "datum", isOptional: true },
    ],
    send: ({ document = "", datum = "" }) =>
      post(
        "/agreements",
        {},
        {
          terms: JSON.parse(document) as FormFor<"/agreements">["terms"],
          ...(datum === "" ? {} : { datum }),
        },
      ),
  };
}

export function ordersOfArea(agreement: AgreementView, area: Area): Order[] {
  const at = { agreement: agreement.agreement, area: area.area };
  const about = `${agreement.agreement}-${area.area}`;
  const open = agreement.changes.filter(
    (change) => change.area === area.area && !change.complete && !change.signed_by.includes(who.party),
  );
  return [
    ...open.map(
      (change): Order => ({
        id: "area-sign",
        needs: "area_change",
        about: `${about}-${change.number}`,
        fields: [choose("status", "area", [change.status])],
        send: () =>
          post("/agreements/{agreement}/changes/{number}/sign", { agreement: at.agreement, number: change.number }, {}),
      }),
    ),
    {
      id: "area-change",
      needs: "area_change",
      about,
      fields: [
        choose(
          "status",
          "area",
          STATUSES.filter((status) => status !== area.status),
        ),
      ],
      send: ({ status }) => post("/agreements/{agreement}/areas/{area}/change", at, { status: status as "closed" }),
    },
    situation(agreement, area),
  ];
}

function situation(agreement: AgreementView, area: Area): Order {
  return {
    id: "situation",
    isMessage: true,
    needs: "situation",
    about: `${agreement.agreement}-${area.area}`,
    fields: [
      { name: "critical", type: "flag" },
      { name: "at-risk", type: "count", start: "0" },
      { name: "observers-there", type: "count", start: "0" },
      { name: "observers-needed", type: "count", start: "0" },
      { name: "text", type: "text", isOptional: true },
    ],
    send: (typed, lang) =>
      post(
        "/situations",
        {},
        {
          agreement: agreement.agreement,
          area: area.area,
          critical: typed.critical === "yes",
          population_at_risk: Number(typed["at-risk"]),
          observers_there: Number(typed["observers-there"]),
          observers_needed: Number(typed["observers-needed"]),
          text: typed.text ?? "",
          lang,
        },
      ),
  };
}

/** A joint operation: which activities, at the revision that stands now, and how they are kept apart. */
function offerSheet(agreement: AgreementView): Order[] {
  const options = [...picture.items.values()]
    .filter((item) => item.flight !== null && !["ended", "cancelled"].includes(item.state))
    .filter((item) => agreement.parties.includes(item.owner))
    .map((item) => ({ value: item.item, text: nameItem(item.item) }));
  if (agreement.scope !== "joint_operations" || options.length < 2) return [];
  return [
    {
      id: "sheet",
      needs: "sheet",
      about: agreement.agreement,
      fields: [
        { name: "title", type: "line" },
        { name: "activities", type: "items", options },
        { name: "terms", type: "text" },
      ],
      send: (typed, lang) =>
        post(
          "/sheets",
          {},
          {
            title: typed.title ?? "",
            agreement: agreement.agreement,
            keeping_apart: typed.terms ?? "",
            lang,
            lines: listOf(typed.activities).flatMap((id) => {
              const item = picture.items.get(id);
              return item === undefined ? [] : [{ party: item.owner, item: id, revision: item.hash }];
            }),
          },
        ),
    },
  ];
}

export function ordersOfSheet(sheet: Sheet): Order[] {
  if (sheet.withdrawn) return [];
  const at = { sheet: sheet.sheet };
  const withdraw: Order = {
    id: "sheet-withdraw",
    needs: "sheet",
    about: sheet.sheet,
    fields: [],
    send: () => post("/sheets/{sheet}/withdraw", at, {}),
  };
  if (sheet.signed_by.includes(who.party)) return [withdraw];
  return [{ ...withdraw, id: "sheet-sign", send: () => post("/sheets/{sheet}/sign", at, {}) }, withdraw];
}
