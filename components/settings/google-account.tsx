"use client";

import type { GoogleGrant } from "#lib/schemas/connections.ts";
import { Disconnect } from "#components/sync/disconnect.tsx";
import { Button } from "#components/ui/button.tsx";
import { useMay } from "#components/ui/rights.tsx";

import { useStartGoogle } from "./use-start-google.ts";

export interface GoogleAccountFacts {
  id: string;
  account: string;
  scopes: readonly GoogleGrant[];
  state: "active" | "reconnect_needed" | "disconnected";
}

const grants = [
  "gmail",
  "calendar",
  "gmail_compose",
  "gmail_send",
  "gmail_modify",
  "calendar_write",
] as const;
const allow: Record<GoogleGrant, { words: string; why: string }> = {
  gmail: { words: "Allow mail", why: "To find the people you write with, and when" },
  calendar: { words: "Allow calendar", why: "To know who you meet, and what is next" },
  gmail_compose: { words: "Allow drafts", why: "To write drafts that you have approved; nothing is sent" },
  gmail_send: {
    words: "Allow sending",
    why: "To send mail that you have approved or written here, ten seconds later",
  },
  gmail_modify: { words: "Allow sorting", why: "To archive and label mail when you say so" },
  calendar_write: { words: "Allow scheduling", why: "To make, move and call off meetings as you approved" },
};
const abilities: Record<GoogleGrant, string> = {
  gmail: "reads mail",
  calendar: "reads the calendar",
  gmail_compose: "writes drafts",
  gmail_send: "sends mail",
  gmail_modify: "archives and labels mail",
  calendar_write: "schedules meetings",
};
const states = {
  active: "Connected",
  reconnect_needed: "To be connected again",
  disconnected: "Disconnected",
};

/** One account: what may be read, more to allow, and how to end it. */
export function GoogleAccount({ account: facts }: { account: GoogleAccountFacts }) {
  const { id, account, scopes, state } = facts;
  const [isStarting, start] = useStartGoogle();
  const connect = () =>
    start({ grants: scopes.length > 0 ? [...scopes] : ["gmail", "calendar"], connectionId: id });
  const missing = grants.filter((grant) => !scopes.includes(grant));
  const maySync = useMay("sync:write");
  const does = scopes.map((grant) => abilities[grant]).join(", ");
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-border px-4 py-3 last:border-b-0">
      <div className="min-w-0">
        <p className="truncate font-medium">{account}</p>
        <p className="text-text-muted">
          {states[state]}
          {state === "active" && does ? ` · ${does}` : null}
        </p>
      </div>
      {maySync && (
        <div className={`flex flex-wrap gap-1 ${state === "active" ? "-mx-2" : "-mr-2"}`}>
          {state === "active" &&
            missing.map((grant) => (
              <Button
                key={grant}
                size="small"
                look="quiet"
                pending={isStarting}
                title={allow[grant].why}
                onClick={() => start({ grants: [grant], connectionId: id })}
              >
                {allow[grant].words}
              </Button>
            ))}
          {state !== "active" && (
            <Button size="small" pending={isStarting} onClick={connect}>
              Connect again
            </Button>
          )}
          {state !== "disconnected" && (
            <Disconnect id={id} account={account} size="small" onConnect={connect} />
          )}
        </div>
      )}
    </li>
  );
}
