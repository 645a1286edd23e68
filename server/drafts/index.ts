import { createDraft } from "./create.ts";
import { deleteDraft } from "./delete.ts";

export { draftEffect } from "./draft-effect.ts";
export { createDraft, deleteDraft };

export const draftOperations = [createDraft, deleteDraft] as const;
