import {
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from "cockatiel";

import { perProcess } from "#lib/per-process.ts";
import { openCircuits } from "#server/observability/index.ts";

import { mayPass } from "./errors.ts";
import { resetFirstWords } from "./first-words.ts";

/** As many faults in a row, and a provider is left alone for a while. */
export const faultsToOpen = 4;
const restMs = 15_000;

interface Provider {
  breaker: CircuitBreakerPolicy;
  /** It asked to be left alone until then. */
  restUntil: number;
}

const state = perProcess("llm.breakers", () => new Map<string, Provider>());

function providerOf(name: string): Provider {
  const known = state.get(name);
  if (known) return known;
  const breaker = circuitBreaker(handleWhen(mayPass), {
    halfOpenAfter: restMs,
    breaker: new ConsecutiveBreaker(faultsToOpen),
  });
  breaker.onStateChange((now) => openCircuits.set({ provider: name }, now === CircuitState.Open ? 1 : 0));
  const made = { breaker, restUntil: 0 };
  state.set(name, made);
  return made;
}

/** Runs a call of a provider, or throws at once while its circuit is open. Then one call at a time tries it again. */
export const guarded = <T>(provider: string, call: () => Promise<T>): Promise<T> =>
  providerOf(provider).breaker.execute(call);

/** A provider that said how long it wants to rest is asked last until then. */
export function letRest(provider: string, waitMs: number): void {
  providerOf(provider).restUntil = Date.now() + waitMs;
}

export const isAvailable = (provider: string): boolean => {
  const { breaker, restUntil } = providerOf(provider);
  return breaker.state !== CircuitState.Open && restUntil <= Date.now();
};

/** Forgets all that was learnt: for tests. */
export function resetBreakers(): void {
  state.clear();
  resetFirstWords();
}
