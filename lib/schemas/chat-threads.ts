import { z } from "zod";

import { ChatMessage, Decision, TurnStatus, TurnUsage } from "./chat.ts";
import { Id, Instant, line, page, PageInput } from "./common.ts";

export const ChatThread = z.object({
  id: Id,
  title: z.string(),
  /** Text from outside has been read in it. */
  tainted: z.boolean(),
  /** The turn that runs now. */
  runningTurnId: Id.nullable(),
  lastAt: Instant,
  archivedAt: Instant.nullable(),
  /** It is in the bin. */
  deletedAt: Instant.nullable(),
  createdAt: Instant,
});
export type ChatThread = z.infer<typeof ChatThread>;

/** Threads, the one last written in first. */
export const ListThreadsInput = PageInput.extend({
  archived: z.enum(["true", "false"]).default("false"),
  /** What is in the bin, archived or not. */
  deleted: z.enum(["true", "false"]).default("false"),
});
export type ListThreadsInput = z.input<typeof ListThreadsInput>;
export const ThreadPage = page(ChatThread);
export type ThreadPage = z.infer<typeof ThreadPage>;

/** Archived ones too; every word has to stand in the title, in what the person said, or in an answer. */
export const SearchThreadsInput = PageInput.extend({
  /** Words or beginnings of words, in any order. */
  query: line(200),
});
export type SearchThreadsInput = z.input<typeof SearchThreadsInput>;

export const FoundThread = ChatThread.extend({
  /** The words around what was found, of the newest message that has one of them; null where only the title has. */
  excerpt: z.string().nullable(),
});
export type FoundThread = z.infer<typeof FoundThread>;
export const FoundThreadPage = page(FoundThread);
export type FoundThreadPage = z.infer<typeof FoundThreadPage>;

/** Messages, newest page first, each page in the order in which they were said; `nextCursor` leads to older ones. */
export const GetThreadInput = PageInput.extend({ id: Id });
export type GetThreadInput = z.input<typeof GetThreadInput>;
export const ThreadWithMessages = z.object({ thread: ChatThread, ...page(ChatMessage).shape });
export type ThreadWithMessages = z.infer<typeof ThreadWithMessages>;

export const ThreadInput = z.strictObject({ id: Id });
export type ThreadInput = z.infer<typeof ThreadInput>;

export const RenameThreadInput = z.strictObject({ id: Id, title: line(120) });
export type RenameThreadInput = z.input<typeof RenameThreadInput>;

/** Archiving is undone by calling it again with `archived: false`. */
export const ArchiveThreadInput = z.strictObject({ id: Id, archived: z.boolean() });
export type ArchiveThreadInput = z.input<typeof ArchiveThreadInput>;

export const ExportThreadInput = z.object({
  id: Id,
  format: z.enum(["markdown", "json"]).default("markdown"),
});
export type ExportThreadInput = z.input<typeof ExportThreadInput>;

/** A file, as it is to be kept. */
export const ExportedThread = z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() });
export type ExportedThread = z.infer<typeof ExportedThread>;

/** What the file in JSON holds: the messages in the order in which they were said. */
export const ThreadExport = z.object({
  title: z.string(),
  createdAt: Instant,
  /** False where the conversation is longer than an export: its beginning is left out. */
  isWhole: z.boolean(),
  messages: z.array(
    z.object({
      role: z.enum(["user", "assistant"]),
      at: Instant,
      /** Of an answer Markdown, as the model wrote it. */
      text: z.string(),
      sources: z.array(z.object({ label: z.string(), url: z.string() })),
      proposals: z.array(
        z.object({
          label: z.string(),
          operation: z.string(),
          outcome: z.enum(["waiting", "done", "rejected", "failed", "takenBack"]),
          decidedAt: Instant.nullable(),
        }),
      ),
      /** What was asked with options to choose from. */
      choices: z.array(z.object({ question: z.string(), options: z.array(z.string()) })),
      /** The option that the person chose; its words are the assistant's. */
      chose: z.string().nullable(),
      /** What the assistant was told of its proposals. */
      decisions: z.array(Decision.pick({ label: true, outcome: true })),
      /** Of an answer. */
      status: TurnStatus.nullable(),
      model: z.string().nullable(),
      usage: TurnUsage.nullable(),
    }),
  ),
});
export type ThreadExport = z.infer<typeof ThreadExport>;
