import { gmail } from "googleapis/build/src/apis/gmail/index.js";

import type { GoogleAccess } from "./access.ts";
import { GoogleError } from "./errors.ts";
import { patientCalls } from "./patience.ts";
import { gmailUnits } from "./quota.ts";
import { googleSettings } from "./settings.ts";

const userId = "me";

/** Labels of a mailbox and of its messages. Adding or taking off what is so already changes nothing. Throws GoogleError. */
export function labelsClient(access: GoogleAccess, signal: AbortSignal) {
  const rootUrl = googleSettings()?.rootUrl;
  const { users } = gmail({ version: "v1", ...(rootUrl ? { rootUrl } : {}) });
  const call = patientCalls({ access, service: "gmail", signal });

  /** By name in lower case, as Gmail takes two that differ in case alone for one. */
  async function labelIds(): Promise<Map<string, string>> {
    const { labels } = await call(gmailUnits.labels, (options) => users.labels.list({ userId }, options));
    return new Map((labels ?? []).flatMap(({ id, name }) => (id && name ? [[name.toLowerCase(), id]] : [])));
  }

  async function threadOf(id: string): Promise<string | null> {
    const message = await call(gmailUnits.get, (options) =>
      users.messages.get({ userId, id, format: "minimal", fields: "threadId" }, options),
    ).catch(nullIfGone);
    return message?.threadId ?? null;
  }

  return {
    labelIds,

    /** Made, or found where somebody made it meanwhile. */
    async ensureLabel(name: string): Promise<string> {
      const made = await call(gmailUnits.labels, (options) =>
        users.labels.create({ userId, requestBody: { name } }, options),
      ).catch(async (error: unknown) => {
        if (!(error instanceof GoogleError) || error.status !== 409) throw error;
        return { id: (await labelIds()).get(name.toLowerCase()) };
      });
      if (!made.id) throw new GoogleError("unavailable", { reason: "unexpected_answer" });
      return made.id;
    },

    /** The labels that each of these messages has, read by threads; those that are gone are left out. */
    async labelsOf(ids: readonly string[]): Promise<Map<string, string[]>> {
      const found = new Map<string, string[]>();
      const gone = new Set<string>();
      for (const id of ids) {
        if (found.has(id) || gone.has(id)) continue;
        const threadId = await threadOf(id);
        if (threadId === null) {
          gone.add(id);
          continue;
        }
        const thread = await call(gmailUnits.thread, (options) =>
          users.threads.get({ userId, id: threadId, format: "minimal" }, options),
        );
        for (const message of thread.messages ?? []) {
          if (message.id) found.set(message.id, message.labelIds ?? []);
        }
        if (!found.has(id)) gone.add(id);
      }
      const wanted = new Set(ids);
      return new Map([...found].filter(([id]) => wanted.has(id)));
    },

    async change(
      ids: readonly string[],
      { add = [], remove = [] }: { add?: string[]; remove?: string[] },
    ): Promise<void> {
      await call(gmailUnits.modify, (options) =>
        users.messages.batchModify(
          { userId, requestBody: { ids: [...ids], addLabelIds: add, removeLabelIds: remove } },
          options,
        ),
      );
    },
  };
}

function nullIfGone(error: unknown): null {
  if (error instanceof GoogleError && error.kind === "not_found") return null;
  throw error;
}
