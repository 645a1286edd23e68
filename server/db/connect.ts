import postgres from "postgres";

import { inOneRoundTrip } from "./one-round-trip.ts";

/** How libpq's `sslmode` reads, for a driver that knows but two of its words. */
const modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;

type Ssl =
  false | "prefer" | { rejectUnauthorized: boolean; ca?: string; checkServerIdentity?: () => undefined };

export interface ConnectOptions {
  /** PEM of who signed the server's certificate, where no public authority did. */
  ca?: string | undefined;
  max?: number;
  name?: string;
}

/** A client without prepared statements, which a transaction pooler would lose. Throws an Error for a mode it does not know. */
export function connectDatabase(url: string, { ca, max = 1, name }: ConnectOptions = {}): postgres.Sql {
  const target = new URL(url);
  const ssl = sslOf(target.searchParams.get("sslmode") ?? "prefer", ca);
  target.searchParams.delete("sslmode");
  const client = postgres(target.href, {
    max,
    ssl,
    prepare: false,
    connect_timeout: 10,
    idle_timeout: 60,
    onnotice: () => undefined,
    ...(name === undefined ? {} : { connection: { application_name: name } }),
  });
  return inOneRoundTrip(client);
}

function sslOf(mode: string, ca: string | undefined): Ssl {
  const trusted = ca === undefined ? {} : { ca };
  switch (mode) {
    case "disable":
      return false;
    case "allow":
    case "prefer":
      return "prefer";
    case "require":
      return { rejectUnauthorized: false };
    case "verify-ca":
      return { rejectUnauthorized: true, checkServerIdentity: () => undefined, ...trusted };
    case "verify-full":
      return { rejectUnauthorized: true, ...trusted };
    default:
      throw new Error(`sslmode=${mode} is not known; there are ${modes.join(", ")}.`);
  }
}
