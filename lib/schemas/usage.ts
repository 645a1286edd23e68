import { z } from "zod";

import { Id, Instant, page, PageInput } from "./common.ts";

/** Money is in millionths of a US dollar, days are YYYY-MM-DD in UTC. */
const micros = z.int().nonnegative();
const Day = z.string();

export const GetUsageInput = z.strictObject({});
export type GetUsageInput = z.infer<typeof GetUsageInput>;

const Sums = z.object({
  calls: z.int(),
  inputTokens: z.int(),
  cachedInputTokens: z.int(),
  outputTokens: z.int(),
  costMicros: z.int(),
});

export const Usage = z.object({
  day: Day,
  limitMicros: z.int(),
  spentMicros: z.int(),
  /** Set aside for calls that run now. */
  reservedMicros: z.int(),
  /** A budget of the caller that is nearly used up, in words. */
  warning: z.string().nullable(),
  /** The last 30 days with any, oldest first: the whole workspace's. */
  byDay: z.array(z.object({ day: Day, spentMicros: z.int() })),
  /** Of today, the dearest first: your own, and everybody's for an owner or admin. */
  byModel: z.array(Sums.extend({ model: z.string() })),
});
export type Usage = z.infer<typeof Usage>;

export const usageSpans = ["7", "30", "90"] as const;

export const ReportUsageInput = z.strictObject({
  /** How many days back from today. */
  days: z.enum(usageSpans).default("30"),
});
export type ReportUsageInput = z.input<typeof ReportUsageInput>;

/** Calls whose price is not known count with their tokens alone: `unpriced` says how many they are. */
const UsageSums = Sums.extend({
  unpriced: z.int(),
  failed: z.int(),
  /** Exact repeats, for which no provider was asked. */
  reused: z.int(),
});
export type UsageSums = z.infer<typeof UsageSums>;

export const UsageReport = z.object({
  from: Day,
  to: Day,
  /** Everybody's, for an owner or admin; else your own. */
  isWhole: z.boolean(),
  total: UsageSums,
  /** Each day of the span, oldest first. */
  byDay: z.array(UsageSums.extend({ day: Day })),
  byModel: z.array(UsageSums.extend({ provider: z.string(), model: z.string() })),
  byMember: z.array(UsageSums.extend({ userId: Id, name: z.string().nullable() })),
  byUseCase: z.array(UsageSums.extend({ useCase: z.string() })),
});
export type UsageReport = z.infer<typeof UsageReport>;

export const ListCallsInput = PageInput;
export type ListCallsInput = z.input<typeof ListCallsInput>;

/** One request to a provider, and all that led to it and came of it. */
export const ModelCall = z.object({
  id: Id,
  createdAt: Instant,
  userId: Id,
  useCase: z.string(),
  provider: z.string(),
  model: z.string(),
  promptVersion: z.string().nullable(),
  turnId: Id.nullable(),
  automationId: Id.nullable(),
  /** Null while it runs. */
  outcome: z.enum(["answered", "failed", "cut", "stopped"]).nullable(),
  /** Answered from what an exact repeat was answered before: no provider was asked, and it cost nothing. */
  reused: z.boolean(),
  error: z.string().nullable(),
  inputTokens: z.int(),
  cachedInputTokens: z.int(),
  outputTokens: z.int(),
  /** Null where the price is not known. */
  costMicros: z.int().nullable(),
  firstTokenMs: z.int().nullable(),
  totalMs: z.int().nullable(),
  toolCalls: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Paths of the records that stood in what it was sent. */
  readRecords: z.array(z.string()),
  /** What was sent and answered was kept, and is yours. */
  hasBodies: z.boolean(),
});
export type ModelCall = z.infer<typeof ModelCall>;
export const ModelCallPage = page(ModelCall);
export type ModelCallPage = z.infer<typeof ModelCallPage>;

export const GetCallInput = z.strictObject({ id: Id });
export type GetCallInput = z.infer<typeof GetCallInput>;

/** Redacted; null where the workspace did not want it kept, it was forgotten since, or it is another's. */
export const ModelCallWithBodies = ModelCall.extend({ request: z.unknown(), response: z.unknown() });
export type ModelCallWithBodies = z.infer<typeof ModelCallWithBodies>;

export const KeepBodiesInput = z.strictObject({ keep: z.boolean() });
export type KeepBodiesInput = z.infer<typeof KeepBodiesInput>;
export const BodiesKept = z.object({ keep: z.boolean() });
export type BodiesKept = z.infer<typeof BodiesKept>;

export const BudgetScope = z.enum(["workspace", "member", "useCase", "automation"]);
export type BudgetScope = z.infer<typeof BudgetScope>;
export const BudgetPeriod = z.enum(["day", "month"]);
export type BudgetPeriod = z.infer<typeof BudgetPeriod>;

/** A limit, and what is used of it. */
export const Budget = z.object({
  /** Null for the operator's ceiling, which stands in the settings. */
  id: Id.nullable(),
  scope: BudgetScope,
  /** A user's or automation's id, or a use case; empty for the workspace, and for each one that has no limit of its own. */
  subject: z.string(),
  /** A member's name, where there is one. */
  name: z.string().nullable(),
  period: BudgetPeriod,
  limitMicros: micros,
  /** Of the period that runs; null for a limit of each one, which no single figure stands for. */
  spentMicros: micros.nullable(),
  reservedMicros: micros.nullable(),
});
export type Budget = z.infer<typeof Budget>;

export const ListBudgetsInput = z.strictObject({});
export type ListBudgetsInput = z.infer<typeof ListBudgetsInput>;
export const Budgets = z.object({
  items: z.array(Budget),
  /** What the operator lets the workspace spend in a day: no limit is above it. */
  ceilingMicros: micros,
  /** What models are asked and answer is kept. */
  keepBodies: z.boolean(),
  /** Whom a limit may be set for. */
  members: z.array(z.object({ userId: Id, name: z.string().nullable() })),
  mayEdit: z.boolean(),
});
export type Budgets = z.infer<typeof Budgets>;

const highest = 1_000_000_000_000;

export const SetBudgetInput = z
  .strictObject({
    scope: BudgetScope,
    subject: z.string().max(80).default(""),
    period: BudgetPeriod,
    limitMicros: micros.max(highest, "Not more than a million dollars."),
  })
  .refine(({ scope, subject }) => scope !== "workspace" || subject === "", {
    error: "The workspace has no other subject.",
    path: ["subject"],
  });
export type SetBudgetInput = z.input<typeof SetBudgetInput>;

export const RemoveBudgetInput = z.strictObject({ id: Id });
export type RemoveBudgetInput = z.infer<typeof RemoveBudgetInput>;
