import { ExplainMissingInput, Whereabouts } from "#lib/schemas/whereabouts.ts";
import { operation } from "#server/core/index.ts";

import { timeZoneOf } from "../reconcile/time-zone.ts";
import { findLeftOut } from "./find-left-out.ts";
import { findItems, findMail } from "./find-mail.ts";
import { findPerson } from "./find-person.ts";
import { findState, ownAccounts, ownFiles } from "./find-state.ts";
import { understand } from "./understand.ts";

export const explainMissing = operation({
  name: "missingMail.explain",
  summary:
    "Why a mail or person is not here: by address, subject or Message-ID; says where it is, or why it was left out",
  guidance:
    "Use it for questions like “why is Ada's mail of Tuesday not here?”: give her address and the day. It answers from what is known here; missingMail_ask puts the question to the provider, or looks into a file.",
  input: ExplainMissingInput,
  output: Whereabouts,
  permission: "mail:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/missing-mail" },
  async run({ ctx, tx, input: { about, day } }) {
    const understood = understand(about, day);
    const timeZone = await timeZoneOf(tx, ctx.user.id);
    const { kind, value } = understood;
    const accounts = await ownAccounts(tx, ctx);
    const files = await ownFiles(tx, ctx);
    const mails = await findMail(tx, understood, timeZone);
    // An address without brackets may be a Message-ID that was pasted so.
    const byId =
      kind === "address" && mails.length === 0 ? { ...understood, kind: "message_id" as const } : null;
    const found = [
      ...(kind === "address" ? await findPerson(tx, value) : []),
      ...mails,
      ...(byId ? await findMail(tx, byId, timeZone) : []),
      ...(await findLeftOut(tx, understood, timeZone)),
      ...(kind === "subject" ? [] : await findItems(tx, value)),
    ];
    const isHere = found.some((one) => one.kind !== "contact" && one.kind !== "no_contact");
    return {
      understood,
      findings: isHere ? found : [...found, ...(await findState(tx, accounts, files))],
      askable: [
        ...accounts
          .filter(({ state }) => state === "active")
          .map(({ id, account }) => ({ connectionId: id, account, provider: "google" as const })),
        ...files
          .filter((file) => file.is_kept)
          .map(({ id, label }) => ({ connectionId: id, account: label, provider: "file" as const })),
      ],
    };
  },
});
