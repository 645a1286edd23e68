import { randomBytes } from "node:crypto";
import type { Database } from "../database.ts";
import { splitScopes } from "./scopes.ts";

export type Token = {
  token: string;
  kind: "access" | "refresh";
  client_id: string;
  email: string;
  scopes: string;
  expires_at: number | null;
};

export interface Holder {
  readonly clientId: string;
  readonly email: string;
  readonly scopes: string;
}

export function makeAccessToken(database: Database, holder: Holder, lifeSeconds: number): string {
  return store(database, "access", holder, Date.now() + lifeSeconds * 1_000);
}

export function makeRefreshToken(database: Database, holder: Holder): string {
  return store(database, "refresh", holder, null);
}

function store(database: Database, kind: Token["kind"], holder: Holder, expiresAt: number | null): string {
  const prefix = kind === "access" ? "ya29.local-" : "1//local-";
  const token = prefix + randomBytes(32).toString("base64url");
  database.run("delete from tokens where expires_at < ?", Date.now() - 86_400_000);
  database.run(
    "insert into tokens values (?, ?, ?, ?, ?, ?)",
    token,
    kind,
    holder.clientId,
    holder.email,
    holder.scopes,
    expiresAt,
  );
  return token;
}

/** Null for one that is unknown, revoked or too old. */
export function findToken(database: Database, token: string, kind?: Token["kind"]): Token | null {
  const found = database.one<Token>("select * from tokens where token = ?", token);
  if (found === null || (kind !== undefined && found.kind !== kind)) return null;
  return found.expires_at !== null && found.expires_at <= Date.now() ? null : found;
}

/** Takes back what the account allowed the client: every token of theirs. False where there is no such token. */
export function revoke(database: Database, token: string): boolean {
  const found = findToken(database, token);
  if (found === null) return false;
  database.atomically(() => {
    for (const table of ["tokens", "grants"]) {
      database.run(`delete from ${table} where client_id = ? and email = ?`, found.client_id, found.email);
    }
  });
  return true;
}

/** What the account has allowed the client so far. */
export function grantedScopes(database: Database, clientId: string, email: string): string[] | null {
  const grant = database.one<{ scopes: string }>(
    "select scopes from grants where client_id = ? and email = ?",
    clientId,
    email,
  );
  return grant === null ? null : splitScopes(grant.scopes);
}

export function rememberGrant(database: Database, { clientId, email, scopes }: Holder): void {
  const all = splitScopes(`${grantedScopes(database, clientId, email)?.join(" ") ?? ""} ${scopes}`);
  database.run("insert or replace into grants values (?, ?, ?)", clientId, email, all.join(" "));
}
