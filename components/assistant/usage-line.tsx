import Link from "next/link";

import type { MessageMetadata } from "#lib/schemas/chat.ts";
import { formatMicros } from "#lib/format/money.ts";
import { countOf, formatNumber } from "#lib/format/number.ts";

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

const duration = (ms: number): string =>
  ms < 60_000
    ? `${(ms / 1_000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1_000)} s`;

/** What an answer took: "2 calls · 1.1k · $0.0012 · 3.4 s"; and a budget that is nearly used up. */
export function UsageLine({
  usage,
  model,
  promptVersion,
}: Pick<MessageMetadata, "usage" | "model" | "promptVersion">) {
  if (!usage || usage.calls === 0) return null;
  const { calls, inputTokens, cachedInputTokens, outputTokens, costMicros } = usage;
  const cost = usage.unpriced ? "unpriced" : `${usage.estimated ? "about " : ""}${formatMicros(costMicros)}`;
  const details = [
    `${formatNumber(inputTokens)} tokens read, ${formatNumber(cachedInputTokens)} of them from the cache`,
    `${formatNumber(outputTokens)} written`,
    ...(model ? [model] : []),
    ...(promptVersion ? [`prompt ${promptVersion}`] : []),
  ];
  return (
    <>
      <p className="text-small text-text-muted tabular-nums" title={details.join(" · ")}>
        {countOf(calls, "call")} · {compact.format(inputTokens + outputTokens).toLowerCase()}
        <span className="sr-only"> tokens</span> · {cost}
        {usage.tookMs !== null && ` · ${duration(usage.tookMs)}`}
      </p>
      {usage.warning && (
        <p className="text-small text-warning">
          {usage.warning}{" "}
          <Link href="/settings/usage" prefetch={false} className="underline underline-offset-2">
            See the limits
          </Link>
        </p>
      )}
    </>
  );
}
