"use client";

import "./globals.css";

import { WholePageError } from "#components/layout/whole-page-error.tsx";

/** What the outermost layout throws; it stands in the layout's place, so it brings the document itself. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>OmniCRM could not be shown</title>
        <WholePageError digest={error.digest} onRetry={() => window.location.reload()} />
      </body>
    </html>
  );
}
