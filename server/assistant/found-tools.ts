import type { ClaimedTurn, StoredPart } from "#server/chat/index.ts";

import { findToolsName } from "./find-tools.ts";

/** The tools that were found in a conversation, in the order in which they were. */
export const foundBefore = ({
  summary,
  history,
  parts,
}: Pick<ClaimedTurn, "summary" | "history" | "parts">) => [
  ...(summary?.found ?? []),
  ...foundIn([...history.flatMap((message) => message.parts), ...parts]),
];

export function foundIn(parts: readonly StoredPart[]): string[] {
  return parts.flatMap((part) => {
    if (part.type !== "tool" || part.toolName !== findToolsName) return [];
    const { tools } = { tools: [] as unknown, ...(part.output as object) };
    return Array.isArray(tools)
      ? tools.flatMap((hit: unknown) =>
          hit !== null && typeof hit === "object" && "name" in hit ? [String(hit.name)] : [],
        )
      : [];
  });
}
