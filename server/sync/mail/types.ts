import type { ChoiceCode } from "#lib/schemas/sync-controls.ts";

// The shapes that leave this folder. Every string is free of U+0000, well-formed and bounded (see limits.ts).

/** A mailbox as written in a header: `address` lower-cased and shape-checked, `name` cleaned ("" when there is none). */
export type Address = { address: string; name: string };

export type WarningCode =
  | "address_dropped"
  | "bad_date"
  | "body_truncated"
  | "body_unreadable"
  | "charset_unknown"
  | "headers_cut_off"
  | "missing_date"
  | "missing_from"
  | "nul_bytes"
  | "too_many_addresses"
  | "too_many_attachments"
  | "too_many_headers"
  | "truncated"
  | "very_large";

/** The headers by which a sender is judged; raw values, unfolded and bounded, null when absent. */
export type SenderHeaders = {
  listId: string | null;
  listPost: string | null;
  listUnsubscribe: string | null;
  precedence: string | null;
  autoSubmitted: string | null;
  autoResponse: string | null;
  feedbackId: string | null;
  returnPath: string | null;
  mailer: string | null;
};

/** Where a mail program had filed the message: unsent, thrown away or refused mail is not imported. */
export type MailState = "kept" | "draft" | "deleted" | "spam" | "folder_data";

/** What the headers say. The preview reads only this; parseMessage yields the very same values. */
export type HeaderMessage = {
  /** Without <>, trimmed, at most 998 characters. */
  messageId: string | null;
  /** sha-256 (hex) over date, from, subject and body: tells duplicates apart where there is no Message-ID. */
  digest: string;
  date: Date | null;
  /** When a mailbox received it, where that is known. */
  receivedAt?: Date;
  subject: string;
  from: Address | null;
  sender: Address | null;
  replyTo: Address[];
  to: Address[];
  cc: Address[];
  bcc: Address[];
  /** Mailboxes it was put into, by Delivered-To and X-Original-To. */
  deliveredTo: string[];
  inReplyTo: string[];
  /** Oldest first, without doubles, at most 100. */
  references: string[];
  headers: SenderHeaders;
  /** X-Gmail-Labels, as Google Takeout writes them; of a mailbox the ids of its labels. */
  labels: string[];
  /** Gmail's id of its thread as the API writes it, where Google Takeout noted it. */
  gmailThread: string | null;
  state: MailState;
  /** Header text that looked like an address and was none. */
  droppedAddresses: number;
  byteSize: number;
  warnings: WarningCode[];
};

export type MailAttachment = {
  fileName: string | null;
  contentType: string;
  /** After transfer decoding. */
  byteSize: number;
  contentId: string | null;
  inline: boolean;
};

export type MailMessage = HeaderMessage & {
  /** Plain text; made from the HTML where there was no plain part. */
  text: string;
  /** As it came: untrusted, must be sanitised before it is shown. */
  html: string | null;
  snippet: string;
  newText: string;
  quotedText: string;
  signature: string;
  attachments: MailAttachment[];
};

export type NotAMessage = { failed: "not_a_message"; sentence: string };

/** What the splitter knows and the message itself does not. */
export type ParseContext = {
  envelopeDate?: Date | undefined;
  truncated?: boolean | undefined;
  /** Where the mail program had filed it, as noted beside the message. */
  filed?: MailState | undefined;
};

/** One message cut out of a file. Offsets count decompressed bytes; a reader may resume at any `nextOffset`. */
export type RawMessage = {
  /** From 0 in file order. */
  ordinal: number;
  offset: number;
  nextOffset: number;
  /** The message without its From_ line, unescaped; null when it is oversize. */
  raw: Uint8Array | null;
  /** Bytes it takes in the file, From_ line included. */
  byteLength: number;
  oversize: boolean;
  envelopeSender?: string;
  envelopeDate?: Date;
  truncated?: boolean;
  filed?: MailState;
};

/** What messages are cut out of. */
export type MessageFileKind = "mbox" | "eml" | "emlx";

export type ReadOptions = {
  kind: MessageFileKind;
  /** Where in the decompressed file `source` begins; a message boundary. Default 0. */
  startOffset?: number;
  /** The ordinal of the first message of `source`. Default 0. */
  startOrdinal?: number;
  maxMessageBytes: number;
};

export type MailFileKind = MessageFileKind | "gzip";

export type Detection = { kind: MailFileKind } | { kind: "unsupported"; what: string; sentence: string };

export type SenderKind = "own" | "person" | "newsletter" | "automated" | "list";

export type Reason<Code extends string = string> = { code: Code; words: string };

export type SenderReasonCode =
  | "own_address"
  | "list_address"
  | "no_sender"
  | "no_reply_address"
  | "auto_submitted"
  | "precedence_bulk"
  | "feedback_id"
  | "list_unsubscribe"
  | "through_list"
  | "wrote_personally";

export type SenderVerdict = { kind: SenderKind; reason: Reason<SenderReasonCode> };

export type SkipCode =
  | "duplicate_in_file"
  | "already_stored"
  | "too_large"
  | "not_a_message"
  | "draft"
  | "deleted"
  | "spam"
  | "folder_data"
  | ChoiceCode;

export type ParticipantRole = "from" | "sender" | "reply_to" | "to" | "cc" | "bcc";

export type Participant = { address: string; name: string; role: ParticipantRole };

export type SegmentKind = "own" | "quote" | "signature";

/** A run of whole lines; all segments of a text joined give the text back. */
export type Segment = { kind: SegmentKind; text: string };

export type TextParts = { segments: Segment[]; newText: string; quotedText: string; signature: string };
