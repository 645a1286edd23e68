import type { Context } from "#server/core/index.ts";
import { listConnections } from "#server/sync/index.ts";
import { googleAccountsOf } from "#components/settings/google-accounts.ts";
import { GoogleReconnectBanner } from "#components/settings/google-reconnect-banner.tsx";

/** Above every page while Google asks for an account to be connected again; nothing otherwise. */
export async function ReconnectNotice({ ctx }: { ctx: Context }) {
  const { items } = await listConnections(ctx, { limit: 20 }).catch(() => ({ items: [] }));
  const broken = googleAccountsOf(items).filter(({ state }) => state === "reconnect_needed");
  if (broken.length === 0) return null;
  return (
    <div className="grid gap-2 px-4 pt-3 max-md:px-3">
      {broken.map((connection) => (
        <GoogleReconnectBanner key={connection.id} connection={connection} />
      ))}
    </div>
  );
}
