import type { StepChoice } from "./step-choice.ts";

const key = "omnicrm-ticks";
const keptMost = 50;

const listeners = new Set<() => void>();
/** As they were read or set last: the same object until it changes. */
let choices: ReadonlyMap<string, StepChoice> | null = null;

/** What a person ticked and unticked on cards that wait, by the proposal: the same on every page and tab of this browser, and after a reload. */
export const keptChoices = {
  /** Null where nobody turned a step yet. */
  of: (proposalId: string): StepChoice | null => all().get(proposalId) ?? null,
  keep(proposalId: string, choice: StepChoice): void {
    const others = [...all()].filter(([id]) => id !== proposalId);
    put(new Map([...others, [proposalId, choice] as const].slice(-keptMost)));
  },
  /** It is decided: nothing of it waits to be chosen. */
  drop(proposalId: string): void {
    if (all().has(proposalId)) put(new Map([...all()].filter(([id]) => id !== proposalId)));
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    if (listeners.size === 1) window.addEventListener("storage", readAgain);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) window.removeEventListener("storage", readAgain);
    };
  },
};

/** For the next person at this browser. */
export function forgetChoices(): void {
  put(new Map());
}

const all = (): ReadonlyMap<string, StepChoice> => (choices ??= stored());

function put(next: ReadonlyMap<string, StepChoice>): void {
  choices = next;
  try {
    if (next.size === 0) localStorage.removeItem(key);
    else
      localStorage.setItem(
        key,
        JSON.stringify(Object.fromEntries([...next].map(([id, choice]) => [id, plain(choice)]))),
      );
  } catch {
    // Somebody forbids it: then it is known as long as the page stands.
  }
  for (const listener of listeners) listener();
}

/** Another tab wrote. What it left alone stays the same object: a card takes up only what changed. */
function readAgain(event: StorageEvent): void {
  if (event.key !== key && event.key !== null) return;
  const before = all();
  const same = (id: string, choice: StepChoice) => {
    const known = before.get(id);
    return known && written(known) === written(choice) ? known : choice;
  };
  choices = new Map([...stored()].map(([id, choice]) => [id, same(id, choice)]));
  for (const listener of listeners) listener();
}

const plain = ({ chosen, seen, joined }: StepChoice) => ({ chosen: [...chosen], seen, joined: [...joined] });
const written = (choice: StepChoice): string => JSON.stringify(plain(choice));

function stored(): ReadonlyMap<string, StepChoice> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return new Map(Object.entries(record(kept)).flatMap(([id, value]) => choiceIn(id, value)));
  } catch {
    return new Map();
  }
}

const record = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === "object" ? { ...value } : {};

/** What is none, or was written by hand, is as if nothing was chosen. */
function choiceIn(id: string, value: unknown): [string, StepChoice][] {
  const { chosen, seen, joined } = record(value);
  if (!isPlace(seen) || !Array.isArray(chosen) || !Array.isArray(joined)) return [];
  if (![...chosen, ...joined].every((index) => isPlace(index) && index < seen)) return [];
  return [[id, { chosen: new Set<number>(chosen), seen, joined: new Set<number>(joined) }]];
}

const isPlace = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 0;
