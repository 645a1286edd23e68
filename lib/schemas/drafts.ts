import { z } from "zod";

import { Id, line, text } from "./common.ts";
import { EmailAddress } from "./contacts.ts";

const recipientsMax = 50;

export const CreateDraftInput = z
  .strictObject({
    /** Written to by their first address. */
    contactId: Id.optional(),
    to: z.array(EmailAddress).max(recipientsMax).optional(),
    subject: line(300),
    body: text(50_000),
    /** The mail that it answers, in whose thread it then stands. */
    inReplyToInteractionId: Id.optional(),
    /** Whose mailbox; the caller's only Google account where it is left out. */
    connectionId: Id.optional(),
  })
  .refine(({ contactId, to = [] }) => contactId !== undefined || to.length > 0, {
    path: ["to"],
    message: "Say who the mail is for.",
  });
export type CreateDraftInput = z.input<typeof CreateDraftInput>;

/** The effectId that drafts.create answered. */
export const DeleteDraftInput = z.strictObject({ id: Id });
