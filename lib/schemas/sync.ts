import { z } from "zod";

import { Audience, Id, IdInput, Instant, page, PageInput } from "./common.ts";
import { EmailAddress } from "./contacts.ts";
import { CalendarId, PreviewSelection, SyncControls } from "./sync-controls.ts";

/** The mailbox's own addresses: mail from them counts as sent by you. */
export const OwnAddresses = z.array(EmailAddress).max(20, "At most 20 addresses.");

export const SyncSource = z.enum(["file", "gmail", "calendar"]);
export type SyncSource = z.infer<typeof SyncSource>;

/** What a source brings: a file may hold either. */
export const SyncContent = z.enum(["mail", "meetings"]);
export type SyncContent = z.infer<typeof SyncContent>;

/** A calendar in the list of an account. */
export const AccountCalendar = z.object({
  /** As previews take it: "primary" for the account's own. */
  id: z.string(),
  name: z.string(),
  /** Entries when they were counted at last; null where they were not. */
  count: z.int().nullable(),
  /** Whether there are more than that. */
  hasMore: z.boolean(),
  /** False where the provider tells no more of it than when it is busy. */
  isReadable: z.boolean(),
  /** Since when it is not in the account's list any more. */
  goneAt: Instant.nullable(),
});
export type AccountCalendar = z.infer<typeof AccountCalendar>;

/** How far one source of an account, and each of its calendars, is in step with its provider. */
export const SourceState = z.object({
  source: z.enum(["gmail", "calendar"]),
  /** Which calendar, for its owner alone; null for mail. */
  calendar: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Whether what comes later is imported too, as was approved with the first import. */
  following: z.boolean(),
  /** Who sees what it brings. */
  audience: Audience,
  /** What was approved for what comes later; for its owner alone. A revoked one may be given again. */
  rule: z.object({ controls: SyncControls, selection: PreviewSelection, revoked: z.boolean() }).nullable(),
  syncedAt: Instant.nullable(),
  /** What went wrong at last, in words; null when it went well. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** When its provider was last asked, and is asked again at the latest. */
  checkedAt: Instant.nullable(),
  nextSyncAt: Instant.nullable(),
  /** Whether the provider tells of changes by itself; where it does not, it is asked every few minutes. */
  push: z.object({
    state: z.enum(["on", "starting", "failing", "not_set_up"]),
    until: Instant.nullable(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
  }),
});
export type SourceState = z.infer<typeof SourceState>;

/** A preview that was made and left: neither approved nor given up. */
export const WaitingPreview = z.object({
  id: Id,
  source: SyncSource,
  status: z.enum(["pending", "ready"]),
  createdAt: Instant,
});
export type WaitingPreview = z.infer<typeof WaitingPreview>;

export const Connection = z.object({
  id: Id,
  provider: z.enum(["file", "google"]),
  /** Whether it is the caller's, who alone connects and disconnects it. */
  own: z.boolean(),
  label: z.string(),
  /** The address at the provider; null for a file. */
  account: z.string().nullable(),
  /** What may be read there. */
  scopes: z.array(z.string()),
  state: z.enum(["active", "reconnect_needed", "disconnected"]),
  sources: z.array(SourceState),
  /** Those in the account's list when it was looked at last, for its owner alone; none before a calendar was previewed. */
  calendars: z.array(AccountCalendar),
  /** The newest of each source that waits for a decision, for its owner alone. */
  previews: z.array(WaitingPreview),
  addresses: z.array(z.string()),
  audience: Audience,
  byteSize: z.number().nullable(),
  /** Whether the uploaded file is still kept, so that it can be previewed again. */
  fileKept: z.boolean(),
  createdAt: Instant,
});

export const ConnectionPage = page(Connection);
export const ListConnectionsInput = PageInput;

/** Of an account: the rule for what comes later; of one of its calendars, or of all where none is named. */
export const RuleInput = z
  .strictObject({
    connectionId: Id,
    source: z.enum(["gmail", "calendar"]),
    calendar: CalendarId.optional(),
  })
  .refine(({ source, calendar }) => source === "calendar" || calendar === undefined, {
    path: ["calendar"],
    message: "Mail has no calendars. Leave it out.",
  });
export type RuleInput = z.infer<typeof RuleInput>;
export const RuleOutput = z.object({ connectionId: Id, following: z.boolean() });

/** Of a connection. */
export const SyncConnectionInput = IdInput;

export const SyncConnectionOutput = z.object({ jobId: Id });
