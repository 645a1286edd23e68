import { sql } from "drizzle-orm";
import { z } from "zod";

import { AppError, type ErrorCode } from "#lib/errors.ts";
import { FindSuggestionsInput, FoundSuggestions, SuggestionKind } from "#lib/schemas/suggestions.ts";
import { meteredValue } from "#server/billing/index.ts";
import { contactRow } from "#server/contacts/index.ts";
import { type Context, newId, openChangeSet, operation, sealChangeSet, step } from "#server/core/index.ts";
import type { Tx } from "#server/db/index.ts";
import { modelFailure, type ModelErrorCode, versionOf } from "#server/llm/index.ts";

import { borneOut, type Finding } from "./borne-out.ts";
import { extractPrompt } from "./extract-prompt.ts";
import { suggestionsFor } from "./internal.ts";
import { mailsOf, outputTokensMax, type OwnMail } from "./mails.ts";

export const findSuggestions = operation({
  name: "suggestions.find",
  summary: "Let a model read a contact's newest mails for what the contact does not say",
  input: FindSuggestionsInput,
  output: FoundSuggestions,
  permission: "contacts:write",
  effect: "write",
  doors: ["action", "rest"],
  rest: { method: "POST", path: "/contacts/{contactId}/suggestions" },
  async run({ tx, input: { contactId } }) {
    await contactRow(tx, contactId, { toWrite: true });
    return { contactId, mailCount: 0, foundCount: 0 };
  },
  // Nobody waits for a model with a transaction open.
  async finish(ctx, { contactId }) {
    const { mails, before } = await step(ctx, async ({ tx }) => ({
      mails: await mailsOf(tx, contactId),
      before: await keysOf(tx, contactId),
    }));
    if (mails.length === 0) return { contactId, mailCount: 0, foundCount: 0 };
    const { findings, model } = await ask(ctx, contactId, mails);
    const promptVersion = versionOf(extractPrompt);
    const reasoned = { ...ctx, reason: { ...ctx.reason, contactId, model, promptVersion } };
    const after = await step(reasoned, async ({ ctx: inside, tx }) => {
      await openChangeSet(tx, inside, { id: newId(), operation: "suggestions.find", kind: "system" });
      await keep(tx, findings, model);
      await sealChangeSet(tx, false);
      return keysOf(tx, contactId);
    });
    const foundCount = [...after].filter((key) => !before.has(key)).length;
    return { contactId, mailCount: mails.length, foundCount };
  },
});

/** What is offered now. */
const keysOf = async (tx: Tx, contactId: string): Promise<Set<string>> =>
  new Set((await suggestionsFor(tx, contactId)).map(({ kind, value }) => `${kind} ${value}`));

const Facts = z.strictObject({
  facts: z
    .array(
      z.strictObject({
        mail: z.int().min(1).max(20),
        kind: SuggestionKind,
        value: z.string().min(1).max(200),
        quote: z.string().min(1).max(400),
      }),
    )
    .max(12),
});

async function ask(
  ctx: Context,
  contactId: string,
  mails: readonly OwnMail[],
): Promise<{ findings: Finding[]; model: string }> {
  const records = [`/contacts/${contactId}`, ...new Set(mails.map(({ threadId }) => `/inbox/${threadId}`))];
  try {
    const { value, model } = await meteredValue(
      ctx,
      { useCase: "extract", promptVersion: versionOf(extractPrompt), readRecords: () => records },
      {
        ...{ name: "facts", schema: Facts, instructions: extractPrompt.text },
        ...{ data: asData(mails), maxOutputTokens: outputTokensMax, signal: ctx.signal },
      },
    );
    return { findings: borneOut(value.facts, mails), model };
  } catch (error) {
    throw inWords(error);
  }
}

/** The lines between which a mail stands are ours: none of its own can end it. */
const asData = (mails: readonly OwnMail[]): string =>
  mails
    .map(({ at, text }, index) => {
      const lines = text.split("\n").map((line) => `> ${line}`);
      return [`Mail ${String(index + 1)}, of ${at.slice(0, 10)}:`, ...lines].join("\n");
    })
    .join("\n\n");

/** They come and go with the mail, and are for who may read it. */
async function keep(tx: Tx, findings: readonly Finding[], model: string): Promise<void> {
  const rows = findings.map(({ mail, kind, value, quote }) => ({
    ...{ id: newId(), interaction_id: mail.interactionId, address: mail.address },
    ...{ kind, value, quote },
  }));
  await tx.execute(sql`
    insert into crm.signature_findings
      (id, workspace_id, owner_id, audience, interaction_id, address, kind, value, quote, occurred_at, model, prompt_version)
    select f.id, c.workspace_id, c.owner_id, c.audience, f.interaction_id, f.address, f.kind, f.value, f.quote, i.occurred_at,
      ${model}, ${versionOf(extractPrompt)}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as f(id uuid, interaction_id uuid, address text, kind text, value text, quote text)
      join crm.interactions i on i.id = f.interaction_id
      join crm.interaction_contents c on c.interaction_id = f.interaction_id
    on conflict do nothing`);
}

const codes: Partial<Record<ModelErrorCode, ErrorCode>> = {
  budget: "quota_exceeded",
  rate_limited: "rate_limited",
  internal: "internal",
};

/** Why no model answered, as any other refusal. */
function inWords(error: unknown): unknown {
  const { code, message } = modelFailure(error);
  return new AppError(codes[code] ?? "unavailable", message, { cause: error });
}
