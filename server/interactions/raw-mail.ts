import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";

import { sql } from "drizzle-orm";

import { notFound } from "#lib/errors.ts";
import { type Context, requirePermission } from "#server/core/index.ts";
import { asUser } from "#server/db/index.ts";
import { env } from "#server/env.ts";

const decompress = promisify(zstdDecompress);

interface Row extends Record<string, unknown> {
  kind: "email" | "meeting";
  subject: string;
  body: string;
  payload: Uint8Array | null;
  encoding: "none" | "zstd" | null;
}

export interface RawMail {
  subject: string;
  /** The sender's own words, as text. */
  body: string;
  /** As it came from the provider; null where the bytes are not kept, and of a meeting. */
  bytes: Uint8Array | null;
}

/**
 * A mail's untouched bytes, for whoever may read its contents. Throws AppError not_found for a foreign mail, and where the
 * owner of the mailbox shares no contents: bytes are joined to the contents, whose policies are the stricter ones.
 */
export async function readRawMail(ctx: Context, interactionId: string): Promise<RawMail> {
  requirePermission(ctx, { permission: "mail:read" });
  const identity = { userId: ctx.user.id, workspaceId: ctx.workspace.id };
  const [row] = await asUser(identity, (tx, role) => {
    requirePermission({ ...ctx, role }, { permission: "mail:read" });
    return tx.execute<Row>(sql`
      select i.kind, c.subject, c.body, r.payload, r.encoding
      from crm.interaction_contents c
        join crm.interactions i on i.workspace_id = c.workspace_id and i.id = c.interaction_id
        left join lateral (select r.payload, r.encoding from crm.raw_events r
          where r.workspace_id = c.workspace_id and r.interaction_id = c.interaction_id and r.payload is not null
          order by r.id limit 1) r on true
      where c.interaction_id = ${interactionId}`);
  });
  if (!row) throw notFound("mail");
  const { subject, body, payload, encoding, kind } = row;
  if (payload === null || kind !== "email") return { subject, body, bytes: null };
  const maxOutputLength = env().MESSAGE_MAX_BYTES;
  return {
    subject,
    body,
    bytes: encoding === "zstd" ? await decompress(payload, { maxOutputLength }) : payload,
  };
}
