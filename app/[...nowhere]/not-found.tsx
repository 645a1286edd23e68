import { sessionContext } from "#server/session/index.ts";

import InFrame from "../(workspace)/not-found.tsx";
import Plain from "../not-found.tsx";

export default async function NotFound() {
  const ctx = await sessionContext().catch(() => null);
  return ctx ? <InFrame /> : <Plain />;
}
