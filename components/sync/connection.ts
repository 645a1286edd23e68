import type { z } from "zod";

import type { GoogleGrant } from "#lib/schemas/connections.ts";
import type { Connection as ConnectionSchema } from "#lib/schemas/sync.ts";

/** An account with what may be done there. */
export type Connection = z.infer<typeof ConnectionSchema> & { grants: readonly GoogleGrant[] };
