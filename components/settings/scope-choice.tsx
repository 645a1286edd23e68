import { Checkbox } from "#components/ui/checkbox.tsx";
import { useRights } from "#components/ui/rights.tsx";
import { Select } from "#components/ui/select.tsx";

import { type Area, areas, type Level } from "./scope-words.ts";

interface ScopeChoiceProps {
  levels: Readonly<Partial<Record<Area, Level>>>;
  approves: boolean;
  canWrite: boolean;
  onLevel: (area: Area, level: Level) => void;
  onApproves: (approves: boolean) => void;
}

/** By area: nothing, read, or read and write. */
export function ScopeChoice({ levels, approves, canWrite, onLevel, onApproves }: ScopeChoiceProps) {
  const may = useRights();
  const optionsOf = (area: Area): { value: Level; label: string }[] => [
    { value: "none", label: "Nothing" },
    { value: "read", label: "Read" },
    ...(canWrite && may(`${area}:write`) ? [{ value: "write" as const, label: "Read and write" }] : []),
  ];
  return (
    <div className="w-full">
      <ul className="grid gap-x-8 sm:grid-cols-2">
        {areas.map(({ area, label }) => (
          <li
            key={area}
            className="flex min-h-10 items-center justify-between gap-3 border-b border-border py-1"
          >
            <span>{label}</span>
            <Select
              aria-label={label}
              className="w-36"
              value={levels[area] ?? "none"}
              options={optionsOf(area)}
              onChange={(level) => onLevel(area, level)}
            />
          </li>
        ))}
      </ul>
      {canWrite && (
        <label className="mt-3 flex items-start gap-2">
          <Checkbox
            className="mt-0.5"
            checked={approves}
            onChange={(event) => onApproves(event.target.checked)}
          />
          <span>
            May decide for you
            <span className="block text-text-muted">
              Approves proposals and imports. Give it only to a program that asks you first.
            </span>
          </span>
        </label>
      )}
    </div>
  );
}
