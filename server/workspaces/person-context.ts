import type { Context, Door } from "#server/core/index.ts";
import { logger } from "#server/observability/index.ts";

import { ensureWorkspace } from "./provision.ts";

interface Knock {
  door: Door;
  requestId: string;
  signal: AbortSignal;
}

/** A signed-in person in their workspace, which is made when this is their first request. */
export async function contextOfPerson(
  person: { userId: string; email: string },
  { door, requestId, signal }: Knock,
): Promise<Context> {
  const { workspaceId, role } = await ensureWorkspace(person);
  return {
    user: { id: person.userId },
    workspace: { id: workspaceId },
    role,
    actor: { kind: "user" },
    door,
    requestId,
    log: logger().child({ requestId }),
    signal,
  };
}
