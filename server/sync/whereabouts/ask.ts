import { eq } from "drizzle-orm";

import { providerQuestions } from "#drizzle/schema/reconciliation.ts";
import { AppError } from "#lib/errors.ts";
import { AskProviderInput, AskProviderOutput } from "#lib/schemas/whereabouts.ts";
import { newId, operation } from "#server/core/index.ts";
import { enqueueJob } from "#server/jobs/index.ts";

import { ownConnection } from "../reconcile/own-account.ts";
import { uploadRow } from "../internal.ts";
import { understand } from "./understand.ts";

export const askProvider = operation({
  name: "missingMail.ask",
  summary:
    "Ask the provider of an account, or look into an uploaded file, whether it has a mail, and where: by address, subject or Message-ID",
  guidance: "First look with missingMail_explain, which names the accounts and files that can be asked.",
  input: AskProviderInput,
  output: AskProviderOutput,
  permission: "sync:write",
  effect: "write",
  ledger: "always",
  doors: ["action", "rest", "tool", "mcp"],
  rest: { method: "POST", path: "/missing-mail/questions" },
  async run({ ctx, tx, input: { about, day, connectionId } }) {
    const connection = await ownConnection(tx, ctx, connectionId);
    if (connection.provider === "file") await uploadRow(tx, connectionId);
    else if (connection.state !== "active" || !connection.scopes.includes("gmail")) {
      throw new AppError(
        "conflict",
        `The mail of ${connection.label} cannot be read. Connect it in settings.`,
      );
    }
    const id = newId();
    await tx.insert(providerQuestions).values({
      id,
      workspaceId: ctx.workspace.id,
      ownerId: ctx.user.id,
      audience: "private",
      connectionId,
      question: understand(about, day),
    });
    const jobId = await enqueueJob(ctx, "missingMail.ask", { questionId: id }, { key: id });
    await tx.update(providerQuestions).set({ jobId }).where(eq(providerQuestions.id, id));
    return { questionId: id, jobId };
  },
});
