import type { SystemDescription } from "#lib/schemas/profile.ts";
import { Badge } from "#components/ui/badge.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";

type Service = SystemDescription["services"][number];

const about: Record<Service["name"], { title: string; does: string; missing: string }> = {
  postgres: { title: "Database", does: "Keeps everything that you store.", missing: "" },
  redis: { title: "Queue", does: "Hands work to the worker and news to your pages.", missing: "" },
  auth: { title: "Sign-in", does: "Knows who may come in.", missing: "" },
  google: {
    title: "Google",
    does: "Where mail and calendar come from.",
    missing: "Not named: mail comes in by file. Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET.",
  },
  model: {
    title: "Model",
    does: "Answers in the assistant.",
    missing: "Not named: the assistant cannot answer. Set OPENAI_API_KEY, or another provider’s key.",
  },
};

/** What this installation runs on: what is real, and what stands in for it on this machine. */
export function SystemCard({ system: { version, services } }: { system: SystemDescription }) {
  return (
    <SectionCard title="System" count={`Version ${version}`}>
      <ul>
        {services.map(({ name, configured, standIn }) => (
          <li
            key={name}
            className="flex items-center justify-between gap-4 border-b border-border px-4 py-2.5 last:border-b-0"
          >
            <div className="min-w-0">
              <p className="font-medium">{about[name].title}</p>
              <p className="text-text-muted">{configured ? about[name].does : about[name].missing}</p>
            </div>
            {!configured && <Badge tone="warning">Not set up</Badge>}
            {configured && (standIn ? <Badge>Stands in</Badge> : <Badge tone="positive">Real</Badge>)}
          </li>
        ))}
      </ul>
      {services.some(({ standIn }) => standIn) && (
        <p className="border-t border-border px-4 py-3 text-text-muted">
          What stands in runs on this machine and never leaves it. A service becomes real once the environment
          names it; .env.example lists the names.
        </p>
      )}
    </SectionCard>
  );
}
