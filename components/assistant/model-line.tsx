import Link from "next/link";

import type { ModelChoice } from "#lib/schemas/chat.ts";

import { chooseModel, useModelChoice } from "./model-choice.ts";
import type { ModelInUse } from "./model-in-use.ts";

/** Below the field: which model answers, and the choice between them; or that no real one does. */
export function ModelLine({ model }: { model: ModelInUse | null }) {
  return (
    <div className="mx-auto flex min-h-8 w-full max-w-3xl items-center gap-1 px-4 pb-1.5 text-small text-text-muted">
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
      {model?.fast && model.strong && model.fast !== model.strong && !model.standsIn && (
        <Choice fast={model.fast} strong={model.strong} />
      )}
    </div>
  );
}

function Choice({ fast, strong }: { fast: string; strong: string }) {
  const choice = useModelChoice();
  const options: { value: ModelChoice; label: string }[] = [
    { value: "auto", label: "Model by the question" },
    { value: "fast", label: `Fast · ${fast}` },
    { value: "strong", label: `Strong · ${strong}` },
  ];
  return (
    <select
      aria-label="Model"
      value={choice}
      onChange={({ target }) => {
        const chosen = options.find(({ value }) => value === target.value);
        if (chosen) chooseModel(chosen.value);
      }}
      className="-ml-1 h-6 max-w-full truncate rounded-control bg-transparent px-1 hover:text-text max-md:h-10"
    >
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
