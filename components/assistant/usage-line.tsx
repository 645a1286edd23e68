import type { MessageMetadata } from "#lib/schemas/chat.ts";
import { countOf, formatNumber } from "#lib/format/number.ts";
import { formatMicros } from "#components/settings/money.ts";

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** What an answer took: "2 calls · 1.1k · $0.0012". */
export function UsageLine({ usage, model }: Pick<MessageMetadata, "usage" | "model">) {
  if (!usage || usage.calls === 0) return null;
  const { calls, inputTokens, cachedInputTokens, outputTokens, costMicros, estimated } = usage;
  const about = estimated ? "about " : "";
  const details = [
    `${formatNumber(inputTokens)} tokens read, ${formatNumber(cachedInputTokens)} of them from the cache`,
    `${formatNumber(outputTokens)} written`,
    ...(model ? [model] : []),
  ];
  return (
    <p className="text-small text-text-muted tabular-nums" title={details.join(" · ")}>
      {countOf(calls, "call")} · {compact.format(inputTokens + outputTokens).toLowerCase()}
      <span className="sr-only"> tokens</span> · {about}
      {formatMicros(costMicros)}
    </p>
  );
}
