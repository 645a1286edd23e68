import { type Context, newId } from "#server/core/index.ts";
import { logger } from "#server/observability/index.ts";
import { ensureWorkspace } from "#server/workspaces/index.ts";

/** The owner of a new workspace, at the screen. */
export async function newOwner(): Promise<Context> {
  const userId = newId();
  const { workspaceId, role } = await ensureWorkspace({ userId, email: `${userId}@people.example` });
  return {
    user: { id: userId },
    workspace: { id: workspaceId },
    role,
    actor: { kind: "user" },
    door: "action",
    requestId: newId(),
    log: logger(),
    signal: new AbortController().signal,
  };
}
