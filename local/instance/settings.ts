import { isAbsolute, join } from "node:path";
import { checkout } from "#local/paths.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What the environment says about an instance. The only reader of it in local/, but for PATH and the like. */
export interface InstanceSettings {
  readonly stateDir: string;
  readonly port: number;
  readonly host: string;
  readonly url: string;
  /** The folder of the build below the checkout. */
  readonly distDir: string;
  readonly services: {
    readonly postgres: { readonly appUrl: string; readonly systemUrl: string } | null;
    readonly redis: string | null;
    readonly auth: { readonly url: string; readonly publishableKey: string } | null;
    /** The addresses, which may be those of programs that speak the same language. */
    readonly google: string | null;
    readonly model: string | null;
  };
  /** Handed on to web and worker as it is; what the launcher sets itself comes on top. */
  readonly passedOn: Readonly<Record<string, string>>;
}

/** Throws a sentence for the person at the keyboard where settings contradict each other. */
export function readInstanceSettings(environment: Environment): InstanceSettings {
  const value = (name: string): string | null => environment[name]?.trim() || null;
  const together = (name: string, needed: string): [string, string] | null => {
    const [first, second] = [value(name), value(needed)];
    if (first === null) return null;
    if (second === null) throw new Error(`${name} is set, so ${needed} has to be set as well.`);
    return [first, second];
  };
  const port = Number(value("PORT") ?? "3000");
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT has to be a number from 1 to 65535, not "${value("PORT") ?? ""}".`);
  }
  const stateDir = value("OMNICRM_STATE_DIR") ?? ".local";
  const database = together("DATABASE_URL", "SYSTEM_DATABASE_URL");
  const auth = together("SUPABASE_URL", "SUPABASE_PUBLISHABLE_KEY");
  const google = together("GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET");
  return {
    stateDir: isAbsolute(stateDir) ? stateDir : join(checkout, stateDir),
    port,
    host: value("HOST") ?? "localhost",
    url: `http://localhost:${String(port)}`,
    distDir: value("NEXT_DIST_DIR") ?? ".next",
    services: {
      postgres: database && { appUrl: database[0], systemUrl: database[1] },
      redis: value("REDIS_URL"),
      auth: auth && { url: auth[0], publishableKey: auth[1] },
      google: google && (value("GOOGLE_BASE_URL") ?? "https://www.googleapis.com"),
      model: value("OPENAI_API_KEY") && (value("OPENAI_BASE_URL") ?? "https://api.openai.com/v1"),
    },
    passedOn: passedOn(environment),
  };
}

// npm tells its scripts some hundred things that concern nobody else.
function passedOn(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || /^(npm_|NODE_CHANNEL_|INIT_CWD$)/.test(name) ? [] : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}
