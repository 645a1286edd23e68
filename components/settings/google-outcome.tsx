import { CircleAlert, CircleCheck } from "lucide-react";

import { GoogleOutcome } from "#lib/schemas/connections.ts";

const words: Record<GoogleOutcome, string> = {
  connected: "Connected. Nothing has been read yet: look at a preview first.",
  partial: "Connected, but a box on Google's page was left empty. You can allow the rest whenever you like.",
  denied: "You did not allow it. Nothing was connected, and nothing was read.",
  nothing_granted:
    "Google was not allowed to hand over mail or calendar. Connect again and tick at least one box.",
  no_lasting_access:
    "Google gave access for an hour only. Remove OmniCRM in your Google account under third-party access, then connect again.",
  expired:
    "This took longer than ten minutes, or began in another window. Nothing was connected; please begin again.",
  not_allowed: "Your role does not allow this. Ask an owner or admin of the workspace.",
  unavailable: "Google cannot be reached right now. Nothing was connected; please try again in a moment.",
  failed: "Connecting did not work. Nothing was connected; please try again.",
};

/** How the way to Google and back ended: `outcome` is the query parameter `google` of the page it led to. */
export function GoogleOutcomeNote({ outcome }: { outcome: string | string[] | undefined }) {
  const known = GoogleOutcome.safeParse(outcome);
  if (!known.success) return null;
  const isGood = known.data === "connected";
  const Icon = isGood ? CircleCheck : CircleAlert;
  return (
    <p
      role="status"
      className={`flex gap-2.5 rounded-control px-3 py-2.5 ${isGood ? "bg-accent-soft" : "bg-warning-soft"}`}
    >
      <Icon
        aria-hidden="true"
        className={`mt-0.5 size-4 shrink-0 stroke-[1.5] ${isGood ? "text-positive" : "text-warning"}`}
      />
      <span className="min-w-0">{words[known.data]}</span>
    </p>
  );
}
