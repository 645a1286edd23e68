import { Bot, Cog, KeyRound, Plug, Zap } from "lucide-react";

import type { ActorKind, ChangeSetSummary } from "#lib/schemas/change-sets.ts";
import { Avatar } from "#components/ui/avatar.tsx";

const icons = { assistant: Bot, mcp: Plug, apiKey: KeyRound, automation: Zap, job: Cog, system: Cog };

const names: Record<Exclude<ActorKind, "user">, string> = {
  assistant: "Assistant",
  mcp: "A program (MCP)",
  apiKey: "A program (API key)",
  automation: "An automation",
  job: "A job",
  system: "OmniCRM",
};

type Acted = Pick<ChangeSetSummary, "actorKind" | "who" | "kind">;

/** The name of who acted; "You" for oneself. */
export function whoName({ actorKind, who, kind }: Acted, ownId: string): string {
  if (kind === "sync") return "Sync";
  if (actorKind !== "user") return names[actorKind];
  if (who.id === ownId) return "You";
  return who.name ?? "Somebody who left";
}

/** Who decided on what was not their own idea; null where nobody was asked. */
export function approverOf(
  { operation, actorKind, who }: Pick<ChangeSetSummary, "operation" | "actorKind" | "who">,
  ownId: string,
): string | null {
  if (operation !== "proposals.approve" || actorKind === "user" || actorKind === "apiKey") return null;
  return who.id === ownId ? "you" : (who.name ?? "somebody who left");
}

/** A face for a person, a sign for what acted for one. */
export function WhoIcon({ actorKind, who, kind }: Acted) {
  if (actorKind === "user" && kind !== "sync") return <Avatar name={who.name ?? "?"} size="small" />;
  const Icon = actorKind === "user" ? Cog : icons[actorKind];
  return (
    <span className="inline-flex size-5 shrink-0 items-center justify-center rounded-full bg-sunken text-text-muted">
      <Icon aria-hidden="true" className="size-3.5 stroke-[1.5]" />
    </span>
  );
}
