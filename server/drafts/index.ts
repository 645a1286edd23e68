import { createDraft } from "./create.ts";
import { deleteDraft } from "./delete.ts";

export { composeMail } from "./compose-mail.ts";
export { draftEffect } from "./draft-effect.ts";
export { mailIn } from "./mail-in.ts";
export { createDraft, deleteDraft };

export const draftOperations = [createDraft, deleteDraft] as const;
