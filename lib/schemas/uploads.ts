import { z } from "zod";

import { Id, Instant } from "./common.ts";
import { OwnAddresses } from "./sync.ts";

/** "ada@x.example, a.byron@y.example" as people type it, or a list. */
export const MailboxField = z
  .union([z.string().max(2_000), z.array(z.string().max(254)).max(20)])
  .transform((value) =>
    (typeof value === "string" ? value.split(/[\s,;]+/) : value).map((part) => part.trim()).filter(Boolean),
  )
  .pipe(OwnAddresses);

const StoredFileInput = z.object({
  storageKey: z.string(),
  fileName: z.string(),
  byteSize: z.int().min(0),
  digest: z.string(),
  head: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

export const CreateImportInput = z
  .strictObject({
    /** Made by the door that received the bytes; multipart field `file`. */
    file: StoredFileInput.optional(),
    /** In place of the file: what is going to be sent to the `uploadUrl` that this answers. */
    fileName: z.string().trim().min(1, "Name the file.").max(200, "At most 200 characters.").optional(),
    byteSize: z.int().min(1, "The file is empty.").optional(),
    mailbox: MailboxField.optional(),
  })
  .superRefine(({ file, fileName, byteSize }, { addIssue }) => {
    const wrong = (path: string, message: string) => addIssue({ code: "custom", path: [path], message });
    if (file && fileName !== undefined) wrong("fileName", "Leave it out: the file brings its name.");
    if (file && byteSize !== undefined) wrong("byteSize", "Leave it out: the bytes are counted.");
    if (!file && fileName === undefined) wrong("fileName", "Name the file.");
    if (!file && byteSize === undefined) wrong("byteSize", "Say how many bytes it has.");
  });

export const Imported = z.object({ connectionId: Id, previewId: Id });
export type Imported = z.infer<typeof Imported>;

/** How to send a file by the TUS protocol (resumable). */
export const UploadTicket = z.object({
  uploadId: Id,
  /** Where the protocol begins: POST there. */
  uploadUrl: z.url(),
  /** With every request, until `expiresAt`; imports.resume gives fresh ones. */
  uploadHeaders: z.record(z.string(), z.string()),
  expiresAt: Instant.nullable(),
  /** For `Upload-Metadata`. */
  uploadMetadata: z.record(z.string(), z.string()),
  /** Each request but the last carries exactly this many bytes. */
  chunkBytes: z.int(),
});
export type UploadTicket = z.infer<typeof UploadTicket>;

/** Of an upload; other addresses than were announced may be given. */
export const CompleteImportInput = z.strictObject({ id: Id, mailbox: MailboxField.optional() });

export const CreateImportOutput = z.union([Imported, UploadTicket]);
export type CreateImportOutput = z.infer<typeof CreateImportOutput>;
