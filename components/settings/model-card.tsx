import { demoModelKnows } from "#lib/demo-model.ts";
import type { SystemDescription } from "#lib/schemas/profile.ts";
import { SectionCard } from "#components/ui/section-card.tsx";

interface ModelCardProps {
  models: SystemDescription["models"];
  standsIn: boolean;
}

/** Which models answer, in which order, and how to name others. */
export function ModelCard({ models, standsIn }: ModelCardProps) {
  const isMissing = models.fast.length + models.strong.length === 0;
  return (
    <SectionCard title="Models">
      <div className="grid max-w-prose gap-3 p-4 text-reading">
        {isMissing && <p>No model is set up, so the assistant cannot answer. All else works without it.</p>}
        {standsIn && (
          <p>
            A demo model answers. It runs on this machine, knows {demoModelKnows} and costs nothing. What it
            does not understand, it says.
          </p>
        )}
        {!isMissing && !standsIn && (
          <>
            <Order title="Simple requests" names={models.fast} />
            <Order title="All others" names={models.strong} />
            <p className="text-text-muted">
              Where one does not answer, the next one does. Which kind a question is, is told by its shape;
              below the field of the assistant you may choose yourself.
            </p>
          </>
        )}
        {(isMissing || standsIn) && (
          <div className="grid gap-1.5 text-text-muted">
            <p>To name a real one, put one or more of these into the environment and start again:</p>
            <pre
              tabIndex={0}
              aria-label="Settings of a real model"
              className="overflow-x-auto rounded-control border border-border bg-background px-3 py-2 font-mono text-small text-text"
            >
              {
                "OPENAI_API_KEY=…\nANTHROPIC_API_KEY=…\nGEMINI_API_KEY=…\nMODEL_SERVERS=ollama=http://127.0.0.1:11434/v1\nMODELS_FAST=ollama/llama3.2"
              }
            </pre>
            <p>OPENAI_BASE_URL names another server that speaks OpenAI’s protocol in its place.</p>
          </div>
        )}
      </div>
    </SectionCard>
  );
}

function Order({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <p>
      {title}:{" "}
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ", then "}
          <code className="font-mono">{name}</code>
        </span>
      ))}
    </p>
  );
}
