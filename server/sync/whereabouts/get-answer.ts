import { and, eq } from "drizzle-orm";
import { z } from "zod";

import { jobs } from "#drizzle/schema/jobs.ts";
import { connections } from "#drizzle/schema/people.ts";
import { providerQuestions } from "#drizzle/schema/reconciliation.ts";
import { notFound } from "#lib/errors.ts";
import { Finding, GetProviderAnswerInput, ProviderAnswer, Understood } from "#lib/schemas/whereabouts.ts";
import { isoOrNull, operation } from "#server/core/index.ts";

import { failure } from "../read-preview.ts";

const ended = new Set(["failed", "cancelled"]);

export const getProviderAnswer = operation({
  name: "missingMail.answer",
  summary: "What the provider answered to a question for a mail",
  input: GetProviderAnswerInput,
  output: ProviderAnswer,
  permission: "mail:read",
  effect: "read",
  doors: ["rest", "tool", "mcp"],
  rest: { method: "GET", path: "/missing-mail/questions/{id}" },
  async run({ tx, input: { id } }) {
    const [row] = await tx
      .select({ asked: providerQuestions, label: connections.label, status: jobs.status, error: jobs.error })
      .from(providerQuestions)
      .innerJoin(connections, eq(connections.id, providerQuestions.connectionId))
      .leftJoin(jobs, eq(jobs.id, providerQuestions.jobId))
      .where(and(eq(providerQuestions.id, id)));
    if (!row) throw notFound("question");
    const { asked, label, status, error } = row;
    return {
      id,
      connectionId: asked.connectionId,
      account: label,
      jobId: asked.jobId,
      understood: Understood.parse(asked.question),
      findings: z.array(Finding).nullable().parse(asked.answer),
      answeredAt: isoOrNull(asked.answeredAt),
      error: status && ended.has(status) ? failure(error, status) : null,
    };
  },
});
