"use client";

import { useState, useTransition } from "react";

import { formatMicros } from "#lib/format/money.ts";
import { formatShare } from "#lib/format/number.ts";
import type { Budget, Budgets } from "#lib/schemas/usage.ts";
import { removeBudget, setBudget } from "#components/actions/billing.ts";
import { act } from "#components/live/act.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";

import { BudgetForm } from "./budget-form.tsx";
import { budgetWords } from "./usage-words.ts";

const warnFrom = 0.8;

/** What may be spent, and how much of it is: everybody sees it, the owner sets it. */
export function BudgetsCard({ budgets }: { budgets: Budgets }) {
  const [isAdding, setAdding] = useState(false);
  const mayEdit = useMay("billing:write");
  const { items, ceilingMicros } = budgets;
  return (
    <SectionCard
      title="Limits"
      actions={
        mayEdit &&
        !isAdding && (
          <Button size="small" onClick={() => setAdding(true)}>
            Add a limit
          </Button>
        )
      }
    >
      {isAdding && <BudgetForm budgets={budgets} onClose={() => setAdding(false)} />}
      <ul>
        {items.map((budget) => (
          <BudgetRow
            key={budget.id ?? `${budget.scope}-${budget.period}`}
            budget={budget}
            mayEdit={mayEdit && budget.id !== null}
          />
        ))}
      </ul>
      <p className="max-w-prose px-4 py-3 text-text-muted">
        A request is set aside before it is made, so that no limit is passed. Days and months are those of
        UTC. Whoever runs this lets the workspace spend {formatMicros(ceilingMicros)} a day at most.
        {!mayEdit && " An owner of the workspace sets the limits."}
      </p>
    </SectionCard>
  );
}

function BudgetRow({ budget, mayEdit }: { budget: Budget; mayEdit: boolean }) {
  const { id, scope, subject, period, limitMicros, spentMicros, reservedMicros } = budget;
  const [isPending, start] = useTransition();
  const name = `${budgetWords(budget)}, ${formatMicros(limitMicros)} a ${period}`;
  const used = (spentMicros ?? 0) + (reservedMicros ?? 0);
  const share = limitMicros > 0 ? used / limitMicros : 1;
  const remove = () =>
    start(async () => {
      await act(
        () => removeBudget({ id: id ?? "" }),
        "Limit taken away",
        () => setBudget({ scope, subject, period, limitMicros }),
      );
    });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-border px-4 py-2.5">
      <div className="min-w-0 grow basis-56">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{budgetWords(budget)}</span>
          {spentMicros !== null && share >= 1 && <Badge tone="danger">Used up</Badge>}
          {spentMicros !== null && share >= warnFrom && share < 1 && (
            <Badge tone="warning">{formatShare(share)} used</Badge>
          )}
        </p>
        <p className="text-text-muted tabular-nums">
          {spentMicros === null
            ? `${formatMicros(limitMicros)} a ${period}, for whoever has no limit of their own`
            : `${formatMicros(spentMicros)} of ${formatMicros(limitMicros)} ${period === "day" ? "today" : "this month"}`}
          {(reservedMicros ?? 0) > 0 && ` · ${formatMicros(reservedMicros ?? 0)} set aside`}
        </p>
      </div>
      {spentMicros !== null && (
        <Progress label={`Used: ${name}`} done={used} total={limitMicros} className="w-32 max-sm:grow" />
      )}
      {mayEdit && (
        <Button size="small" look="quiet" pending={isPending} aria-label={`Remove: ${name}`} onClick={remove}>
          Remove
        </Button>
      )}
    </li>
  );
}
