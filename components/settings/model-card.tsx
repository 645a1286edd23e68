import { SectionCard } from "#components/ui/section-card.tsx";

interface ModelCardProps {
  /** What is asked; null where none is set up. */
  model: string | null;
  standsIn: boolean;
}

/** Which model answers, and how to name another one. */
export function ModelCard({ model, standsIn }: ModelCardProps) {
  return (
    <SectionCard title="Model">
      <div className="grid max-w-prose gap-3 p-4 text-reading">
        {model === null ? (
          <p>No model is set up, so the assistant cannot answer. All else works without it.</p>
        ) : standsIn ? (
          <p>
            A demo model answers. It runs on this machine, knows twelve kinds of requests and costs nothing.
            What it does not understand, it says.
          </p>
        ) : (
          <p>
            <code className="font-mono">{model}</code> answers.
          </p>
        )}
        {(model === null || standsIn) && (
          <div className="grid gap-1.5 text-text-muted">
            <p>To name a real one, put this into the environment and start again:</p>
            <pre
              tabIndex={0}
              aria-label="Settings of a real model"
              className="overflow-x-auto rounded-control border border-border bg-background px-3 py-2 font-mono text-small text-text"
            >
              {"OPENAI_API_KEY=…\nOPENAI_MODEL=gpt-5-mini\nMODEL_BUDGET_USD_PER_DAY=5"}
            </pre>
            <p>OPENAI_BASE_URL names another provider that speaks the same protocol.</p>
          </div>
        )}
      </div>
    </SectionCard>
  );
}
