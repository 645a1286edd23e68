import { apiKeyOperations } from "#server/api-keys/index.ts";
import { calendarOperations } from "#server/calendar/index.ts";
import { billingOperations } from "#server/billing/index.ts";
import { changeSetOperations } from "#server/change-sets/index.ts";
import { chatOperations } from "#server/chat/index.ts";
import { companyOperations } from "#server/companies/index.ts";
import { connectionOperations } from "#server/connections/index.ts";
import { contactOperations } from "#server/contacts/index.ts";
import type { Operation } from "#server/core/index.ts";
import { draftOperations } from "#server/drafts/index.ts";
import { ignoredOperations } from "#server/ignored/index.ts";
import { insightOperations } from "#server/insights/index.ts";
import { interactionOperations } from "#server/interactions/index.ts";
import { jobOperations } from "#server/jobs/index.ts";
import { mailOperations } from "#server/mail/index.ts";
import { memoryOperations } from "#server/memories/index.ts";
import { noteOperations } from "#server/notes/index.ts";
import { searchOperations } from "#server/search/index.ts";
import { suggestionOperations } from "#server/suggestions/index.ts";
import { syncOperations } from "#server/sync/index.ts";
import { tagOperations } from "#server/tags/index.ts";
import { taskOperations } from "#server/tasks/index.ts";
import { workspaceOperations } from "#server/workspaces/index.ts";

import { operationBatchOperations } from "./batches/index.ts";
import { registerOperations } from "./lookup.ts";
import { proposalOperations } from "./proposals/index.ts";

/** Every operation there is. What is not here can be reached through no door but its own import. */
export const operations: readonly Operation[] = [
  ...contactOperations,
  ...changeSetOperations,
  ...apiKeyOperations,
  ...companyOperations,
  ...noteOperations,
  ...taskOperations,
  ...tagOperations,
  ...searchOperations,
  ...syncOperations,
  ...calendarOperations,
  ...draftOperations,
  ...mailOperations,
  ...connectionOperations,
  ...ignoredOperations,
  ...suggestionOperations,
  ...interactionOperations,
  ...insightOperations,
  ...workspaceOperations,
  ...chatOperations,
  ...memoryOperations,
  ...billingOperations,
  ...jobOperations,
  ...proposalOperations,
  ...operationBatchOperations,
];

registerOperations(operations);
