"use client";

import { useId, useState, useTransition } from "react";

import type { BudgetPeriod, Budgets, SetBudgetInput } from "#lib/schemas/usage.ts";
import { formatMicros } from "#lib/format/money.ts";
import { removeBudget, setBudget } from "#components/actions/billing.ts";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { budgetWords, wordsOfUseCase } from "./usage-words.ts";

const uses = ["chat", "summarise", "extract", "classify", "embed"];

/** Whose limit: the two parts of it in one value, as a select has it. */
const choices = ({ members }: Budgets) => [
  { value: "workspace:", label: "The workspace" },
  { value: "member:", label: "Each member" },
  ...members.map(({ userId, name }) => ({ value: `member:${userId}`, label: name ?? "A member" })),
  ...uses.map((use) => ({ value: `useCase:${use}`, label: wordsOfUseCase(use) })),
];

const periods = [
  { value: "day", label: "a day" },
  { value: "month", label: "a month" },
] as const;

const scopes = ["workspace", "member", "useCase", "automation"] as const;

function inputOf(whose: string, period: BudgetPeriod, dollars: string): SetBudgetInput | null {
  const [first, subject = ""] = whose.split(":");
  const scope = scopes.find((one) => one === first);
  const amount = Number(dollars.replace(",", "."));
  if (!scope || dollars.trim() === "" || !Number.isFinite(amount) || amount < 0) return null;
  return { scope, subject, period, limitMicros: Math.round(amount * 1_000_000) };
}

/** Sets a limit, or another amount for one that stands. */
export function BudgetForm({ budgets, onClose }: { budgets: Budgets; onClose: () => void }) {
  const [whose, setWhose] = useState("workspace:");
  const [period, setPeriod] = useState<BudgetPeriod>("month");
  const [dollars, setDollars] = useState("");
  const [error, setError] = useState<string>();
  const [isPending, start] = useTransition();
  const whoseId = useId();

  const save = () =>
    start(async () => {
      const input = inputOf(whose, period, dollars);
      if (!input) return setError("Please give an amount in US dollars, like 20.");
      const before = budgets.items.find(
        (one) => one.id !== null && `${one.scope}:${one.subject}` === whose && one.period === period,
      );
      const result = await setBudget(input);
      if (!result.ok) return setError(result.error.fields?.["limitMicros"] ?? result.error.message);
      const { id } = result.data;
      const { label } = choices(budgets).find(({ value }) => value === whose) ?? { label: "" };
      onClose();
      showToast({
        text: `${label || budgetWords(result.data)}: ${formatMicros(input.limitMicros)} a ${period}`,
        action: {
          label: "Undo",
          run: () =>
            void act(
              () =>
                before
                  ? setBudget({ ...input, limitMicros: before.limitMicros })
                  : removeBudget({ id: id ?? "" }),
              "Undone",
            ),
        },
      });
    });

  return (
    <form
      aria-label="New limit"
      className="flex flex-wrap items-start gap-2 border-b border-border p-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="grow basis-48">
        <label htmlFor={whoseId} className="mb-1 block font-medium">
          Whose
        </label>
        <Select
          id={whoseId}
          className="w-full"
          value={whose}
          options={choices(budgets)}
          onChange={setWhose}
        />
      </div>
      <Field
        className="grow basis-28"
        label="US dollars"
        name="dollars"
        inputMode="decimal"
        autoComplete="off"
        autoFocus
        error={error}
        value={dollars}
        onChange={(event) => setDollars(event.target.value)}
      />
      <Select
        aria-label="Per"
        className="mt-6"
        value={period}
        options={periods}
        onChange={(value) => setPeriod(value)}
      />
      <div className="mt-6 flex gap-2">
        <Button type="submit" look="primary" pending={isPending}>
          Set the limit
        </Button>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
