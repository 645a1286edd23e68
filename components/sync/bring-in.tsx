import type { UploadLimits } from "#server/storage/index.ts";
import type { AskedOfGoogle } from "#components/settings/asked-of-google.ts";
import { GoogleConnect } from "#components/settings/google-connect.tsx";
import { IfMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";

import { UploadForm } from "./upload-form.tsx";

interface BringInProps {
  /** Google is named in the settings of this installation. */
  hasGoogle: boolean;
  /** An account is connected: another one is offered folded. */
  hasAccount: boolean;
  /** What was chosen before Google's page ended otherwise. */
  asked: AskedOfGoogle | null;
  limits: UploadLimits;
}

/** The two ways in: an account at Google, or a file. */
export function BringIn({ hasGoogle, hasAccount, asked, limits }: BringInProps) {
  return (
    <SectionCard title="Bring in a mailbox">
      <IfMay
        permission="sync:write"
        otherwise={
          <p className="max-w-prose p-4 text-text-muted">
            Your role lets you read here. Connecting an account and bringing in a file is for members. What
            they bring in and share stands on the other pages; an owner or admin can change your role.
          </p>
        }
      >
        {hasGoogle && !hasAccount && (
          <section aria-label="From Google" className="border-b border-border">
            <GoogleConnect asked={asked} />
          </section>
        )}
        <section aria-label="From a file">
          {hasGoogle && !hasAccount && <h3 className="px-4 pt-4 font-semibold">Or from a file</h3>}
          <UploadForm limits={limits} />
        </section>
        {hasGoogle && hasAccount && (
          <details open={asked !== null} className="border-t border-border">
            <summary className="px-4 py-3 font-medium">Connect another Google account</summary>
            <GoogleConnect asked={asked} />
          </details>
        )}
      </IfMay>
    </SectionCard>
  );
}
