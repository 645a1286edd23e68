import { Card, CardHeader } from "#components/ui/card.tsx";
import { IfMay } from "#components/ui/rights.tsx";

import { GoogleAccount } from "./google-account.tsx";
import type { AskedOfGoogle } from "./asked-of-google.ts";
import { type Connection, googleAccountsOf } from "./google-accounts.ts";
import { GoogleConnect } from "./google-connect.tsx";

interface GoogleCardProps {
  /** As connections.list answers them; files and other people's are passed over. */
  connections: readonly Connection[];
  /** Google is named in the settings of this installation. */
  isSetUp: boolean;
  asked: AskedOfGoogle | null;
}

/** Accounts that are connected, and another one to connect. */
export function GoogleCard({ connections, isSetUp, asked }: GoogleCardProps) {
  const accounts = googleAccountsOf(connections);
  return (
    <Card aria-labelledby="google-accounts">
      <CardHeader id="google-accounts" title="Google" />
      {accounts.length > 0 && (
        <ul className="border-b border-border">
          {accounts.map((account) => (
            <GoogleAccount key={account.id} account={account} />
          ))}
        </ul>
      )}
      {isSetUp ? (
        <IfMay
          permission="sync:write"
          otherwise={
            <p className="max-w-prose p-4 text-text-muted">
              Your role lets you read here. Connecting a Google account is for members; an owner or admin of
              the workspace can change your role.
            </p>
          }
        >
          {accounts.length === 0 ? (
            <GoogleConnect asked={asked} />
          ) : (
            <details open={asked !== null}>
              <summary className="px-4 py-3 font-medium">Connect another Google account</summary>
              <GoogleConnect asked={asked} />
            </details>
          )}
        </IfMay>
      ) : (
        <p className="p-4 text-text-muted">
          Google is not set up here. Whoever runs this names GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET; until
          then mail comes in by file.
        </p>
      )}
    </Card>
  );
}
