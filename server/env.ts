import { incompleteSettings, unsafeSettings } from "./env-problems.ts";
import { type Env, EnvSchema } from "./env-schema.ts";

export { type Env, EnvSchema } from "./env-schema.ts";

export class EnvError extends Error {
  constructor(problems: string[]) {
    super(`The settings are not complete:\n${problems.map((problem) => `  ${problem}`).join("\n")}`);
    this.name = "EnvError";
  }
}

/** Throws EnvError naming each variable and how to get its value. */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = EnvSchema.safeParse(given);
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`));
  }
  const problems = [...incompleteSettings(parsed.data), ...unsafeSettings(parsed.data)];
  if (parsed.data.NODE_ENV === "production" && given["NODE_TLS_REJECT_UNAUTHORIZED"] === "0") {
    problems.push(
      "NODE_TLS_REJECT_UNAUTHORIZED: 0 trusts everybody; name your own authority in NODE_EXTRA_CA_CERTS instead",
    );
  }
  if (problems.length > 0) throw new EnvError(problems);
  return parsed.data;
}

let current: Env | undefined;

/** Lazy, so that `next build` needs no secrets; forced at boot by instrumentation.ts and worker/index.ts. */
export function env(): Env {
  current ??= parseEnv(process.env);
  return current;
}

/** For the start of a process and for tests. */
export function setEnv(value: Env): void {
  current = value;
}
