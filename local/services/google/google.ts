import type { Faults } from "./controls/faults.ts";
import type { Quota } from "./controls/quota.ts";
import type { RequestLog } from "./controls/request-log.ts";
import type { Database } from "./database.ts";
import type { Signer } from "./oauth/id-token.ts";
import type { Identity } from "./oauth/identity.ts";

/** What a person or a test may turn while it runs. Forgotten at a restart. */
export interface Switches {
  accessTokenSeconds: number;
  /** Units per user and minute; null: as many as one likes. */
  quotaUnitsPerMinute: number | null;
  /** Where Gmail's notices go: the address that a Pub/Sub subscription would push to. */
  mailPushUrl: string | null;
  /** Items on one page at most, whatever is asked for; null: as Google has it. */
  pageSizeMax: number | null;
  /** For whom the subscription's tokens are; null: for that address. */
  mailPushAudience: string | null;
}

/** The service account that pushes are signed as. */
export const pushAccount = "gmail-push@omnicrm-local.iam.gserviceaccount.com";
export const pushTopic = "projects/omnicrm-local/topics/gmail";

export interface Client {
  readonly id: string;
  readonly secret: string;
}

/** Everything that the routes share. */
export interface Google {
  readonly database: Database;
  readonly client: Client;
  readonly switches: Switches;
  readonly faults: Faults;
  readonly quota: Quota;
  readonly requests: RequestLog;
  readonly identity: Identity;
  readonly signer: Signer;
}
