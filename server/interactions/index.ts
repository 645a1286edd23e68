import { getInteraction } from "./get-interaction.ts";
import { getThread } from "./get-thread.ts";
import { listThreads } from "./list-threads.ts";
import { searchInteractions } from "./search-interactions.ts";

export { type MailAttachment, mailAttachment } from "./mail-attachment.ts";
export { type MailDocument, mailDocument } from "./mail-document.ts";
export { getInteraction, getThread, listThreads, searchInteractions };

export const interactionOperations = [listThreads, getThread, getInteraction, searchInteractions] as const;
