import type { ProposalEffect } from "#lib/schemas/proposals.ts";
import { SentMail, SentMailInput } from "#lib/schemas/mail.ts";
import { notFound } from "#lib/errors.ts";
import { operation } from "#server/core/index.ts";
import { effectStanding, requireEffect } from "#server/effects/index.ts";

import { SendRequest } from "./send-effect.ts";

const words: Record<ProposalEffect["state"], SentMail["state"]> = {
  held: "held",
  sending: "sending",
  done: "sent",
  failed: "failed",
  takenBack: "calledBack",
};

export const getMail = operation({
  name: "mail.get",
  summary: "Read where a mail that was sent from here stands",
  guidance: "The id is the effectId that mail_send answered.",
  input: SentMailInput,
  output: SentMail,
  permission: "mail:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/mail/{id}" },
  async run({ tx, input: { id } }) {
    const { request } = await requireEffect(tx, id, "mail.send");
    const standing = await effectStanding(tx, id);
    if (!standing) throw notFound("mail");
    const { from, to, cc, subject } = SendRequest.parse(request);
    const { state, heldUntil, error, jobId } = standing;
    return { id, state: words[state], heldUntil, from, to, cc, subject, error, jobId };
  },
});
