import Link from "next/link";

import type { ModelInUse } from "./model-in-use.ts";

/** Says below the field when no real model answers. */
export function ModelLine({ model }: { model: ModelInUse | null }) {
  return (
    <p className="mx-auto flex min-h-8 w-full max-w-3xl items-center gap-1 px-4 pb-1.5 text-small text-text-muted">
      {model?.standsIn && (
        <>
          demo model ·{" "}
          <Link
            href="/settings/assistant"
            prefetch={false}
            aria-label="Change the model"
            className="underline underline-offset-2 hover:text-text"
          >
            change
          </Link>
        </>
      )}
    </p>
  );
}
