import { z } from "zod";

const flag = z
  .enum(["true", "false"], { error: "true or false" })
  .default("false")
  .transform((value) => value === "true");
const positiveInt = (fallback: number) =>
  z.coerce
    .number({ error: `a whole number above 0, like ${fallback}` })
    .int(`a whole number, like ${fallback}`)
    .positive(`a whole number above 0, like ${fallback}`)
    .default(fallback);
const postgresUrl = (words: string) => z.url({ protocol: /^postgres(ql)?$/, error: words });
const list = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  );
/** A host's form for variables may keep a line's end as "\\n". */
const pem = z
  .string()
  .transform((value) => value.replaceAll("\\n", "\n"))
  .refine(
    (value) => value.includes("-----BEGIN CERTIFICATE-----\n"),
    "a certificate in PEM; on Supabase under Settings, Database, SSL Configuration",
  );
/** "id:base64,id2:base64", keys of 32 bytes. */
const keyRing = list.refine(
  (entries) =>
    entries.every((entry) => /^[\w-]{1,40}:[A-Za-z0-9+/]{43}=$/.test(entry)) &&
    new Set(entries.map((entry) => entry.split(":")[0])).size === entries.length,
  "id:key pairs with commas between; make a key with: openssl rand -base64 32",
);

/** "name=value" pairs with commas between; what follows the first "=" is the value. */
const pairs = list
  .refine(
    (entries) => entries.every((entry) => /^[\w.:/-]+=\S/.test(entry)),
    "name=value pairs with commas between",
  )
  .transform((entries) =>
    entries.map((entry) => {
      const at = entry.indexOf("=");
      return { name: entry.slice(0, at), value: entry.slice(at + 1).trim() };
    }),
  );
/** Models in the order in which they are asked: "openai/gpt-5-mini, ollama/llama3.2". */
const models = list.refine(
  (entries) => entries.every((entry) => /^[a-z][a-z0-9-]*\/\S+$/.test(entry)),
  "provider/model names with commas between, like openai/gpt-5-mini",
);

/** Each variable once; `.env.example` has the same names with a line each. */
export const EnvSchema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  APP_URL: z
    .url({ error: "the address people open, like https://crm.example.com" })
    .default("http://localhost:3000"),
  APP_SECRET: z
    .string({ error: "make one with: openssl rand -base64 48" })
    .min(32, "at least 32 characters; make one with: openssl rand -base64 48"),
  DATABASE_URL: postgresUrl(
    "postgres://… of the app's login, a member of role authenticated only (docs/operations.md)",
  ),
  SYSTEM_DATABASE_URL: postgresUrl(
    "postgres://… of the login that owns schema crm; on Supabase the postgres user",
  ),
  DATABASE_CA: pem.optional(),
  DATABASE_POOL_MAX: positiveInt(10),
  REDIS_URL: z.url({
    protocol: /^rediss?$/,
    error: "rediss://… of your Redis, or leave all services unset and run npm start",
  }),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w-]+$/, "letters, digits, - and _ only")
    .default("omnicrm"),
  SUPABASE_URL: z.url({ error: "Project URL, in Supabase under Settings, API" }),
  SUPABASE_PUBLISHABLE_KEY: z
    .string({ error: "the publishable (anon) key, in Supabase under Settings, API" })
    .min(1),
  TOKEN_KEYS: keyRing,
  GOOGLE_CLIENT_ID: z.string().min(1).optional(),
  GOOGLE_CLIENT_SECRET: z.string().min(1).optional(),
  GOOGLE_BASE_URL: z.url({ error: "leave it unset: npm start names its stand-in here" }).optional(),
  GOOGLE_TIMEOUT_MS: positiveInt(60_000),
  GMAIL_PUSH_TOPIC: z
    .string()
    .regex(/^projects\/[^/\s]+\/topics\/[^/\s]+$/, "projects/…/topics/…, as Pub/Sub names it")
    .optional(),
  GMAIL_PUSH_ACCOUNT: z
    .email({ error: "the service account that the subscription signs as: …@….iam.gserviceaccount.com" })
    .optional(),
  GMAIL_PUSH_AUDIENCE: z.string().min(1).optional(),
  CALENDAR_PUSH: flag,
  SYNC_POLL_SECONDS: positiveInt(300),
  GMAIL_UNITS_PER_MINUTE: positiveInt(6_000),
  GMAIL_PROJECT_UNITS_PER_MINUTE: positiveInt(1_200_000),
  CALENDAR_CALLS_PER_MINUTE: positiveInt(600),
  CALENDAR_PROJECT_CALLS_PER_MINUTE: positiveInt(10_000),
  STORAGE_DRIVER: z.enum(["disk", "supabase"]).default("disk"),
  STORAGE_DIR: z.string().min(1).default(".local/storage"),
  STORAGE_URL: z
    .url({ error: "Project URL of the Supabase that keeps files, where it is not SUPABASE_URL" })
    .optional(),
  STORAGE_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "3 to 63 lower-case letters, digits and -")
    .default("omnicrm-uploads"),
  SUPABASE_SECRET_KEY: z.string().min(1).optional(),
  UPLOAD_DIRECT_MAX_BYTES: positiveInt(4 * 1024 ** 2),
  UPLOAD_MAX_BYTES: positiveInt(20 * 1024 ** 3),
  UPLOAD_QUOTA_BYTES: positiveInt(50 * 1024 ** 3),
  MESSAGE_MAX_BYTES: positiveInt(50 * 1024 ** 2),
  IMPORT_CHUNK_SIZE: positiveInt(250),
  JOB_CONCURRENCY: positiveInt(4),
  JOB_LEASE_MS: positiveInt(10_000),
  JOB_STALLED_MS: positiveInt(5_000),
  JOB_SWEEP_MS: positiveInt(5_000),
  WORKER_PORT: z.coerce.number().int().min(0).default(3001),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: z.url({ error: "the address of an OpenAI-compatible server, ending in /v1" }).optional(),
  OPENAI_MODEL: z.string().min(1).optional(),
  ANTHROPIC_API_KEY: z.string().min(1).optional(),
  ANTHROPIC_BASE_URL: z
    .url({ error: "the address of a server with Anthropic's protocol, ending in /v1" })
    .optional(),
  GEMINI_API_KEY: z.string().min(1).optional(),
  GEMINI_BASE_URL: z
    .url({ error: "the address of a server with Gemini's protocol, ending in /v1beta" })
    .optional(),
  MODEL_SERVERS: pairs.refine(
    (servers) =>
      servers.every(({ name, value }) => /^[a-z][a-z0-9-]*$/.test(name) && /^https?:\/\//.test(value)),
    "name=https://… pairs of OpenAI-compatible servers, each ending in /v1",
  ),
  MODEL_SERVER_KEYS: pairs,
  MODELS_FAST: models,
  MODELS_STRONG: models,
  MODEL_EMBED: models.refine(
    (names) => names.length < 2,
    "one model: what two of them make cannot be compared",
  ),
  MODEL_PRICES: pairs.refine(
    (prices) => prices.every(({ value }) => /^\d+(\.\d+)?(\/\d+(\.\d+)?){2}$/.test(value)),
    "provider/model=input/cached/output, in US dollars per million tokens",
  ),
  MODEL_FIRST_TOKEN_MS: positiveInt(20_000),
  MODEL_SECOND_AFTER_MS: z.coerce.number().int().min(0).max(60_000).default(1_000),
  MODEL_BUDGET_USD_PER_DAY: z.coerce.number().min(0).max(100_000).default(5),
  METRICS_TOKEN: z.string().min(16, "at least 16 characters").optional(),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
  LOCAL_STAND_INS: list,
  ALLOW_PLAIN_REDIS: flag,
  ALLOW_PLAIN_HTTP: flag,
  ALLOW_UNVERIFIED_DATABASE_TLS: flag,
  ALLOW_WEAK_SECRET: flag,
});

export type Env = z.infer<typeof EnvSchema>;

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
const isLocal = (url: string) => loopback.has(new URL(url).hostname);
const weakSecret = /^(.)\1*$|secret|password|change.?me|example|default/i;

/** What would be unsafe towards a real service in production, each with its loud opt-out. */
function unsafeSettings(env: Env): string[] {
  if (env.NODE_ENV !== "production") return [];
  const problems: string[] = [];
  if (!env.ALLOW_WEAK_SECRET && weakSecret.test(env.APP_SECRET)) {
    problems.push(
      "APP_SECRET: looks like a placeholder; make one with: openssl rand -base64 48 (or set ALLOW_WEAK_SECRET=true)",
    );
  }
  if (!env.ALLOW_PLAIN_REDIS && !isLocal(env.REDIS_URL) && !env.REDIS_URL.startsWith("rediss:")) {
    problems.push(
      "REDIS_URL: is not encrypted; use rediss:// (or set ALLOW_PLAIN_REDIS=true inside a private network)",
    );
  }
  for (const name of ["DATABASE_URL", "SYSTEM_DATABASE_URL"] as const) {
    const mode = new URL(env[name]).searchParams.get("sslmode");
    if (new URL(env[name]).searchParams.has("sslrootcert")) {
      problems.push(`${name}: sslrootcert names a file; put the certificate itself into DATABASE_CA`);
    }
    if (!env.ALLOW_UNVERIFIED_DATABASE_TLS && !isLocal(env[name]) && mode !== "verify-full") {
      problems.push(`${name}: add ?sslmode=verify-full (or set ALLOW_UNVERIFIED_DATABASE_TLS=true)`);
    }
  }
  for (const name of ["SUPABASE_URL", "OPENAI_BASE_URL"] as const) {
    const url = env[name];
    if (url && !env.ALLOW_PLAIN_HTTP && !isLocal(url) && !url.startsWith("https:")) {
      problems.push(
        `${name}: is not encrypted; use https:// (or set ALLOW_PLAIN_HTTP=true inside a private network)`,
      );
    }
  }
  if (!isLocal(env.APP_URL) && !env.APP_URL.startsWith("https:")) {
    problems.push("APP_URL: must be https:// where people reach it from elsewhere");
  }
  if (env.CALENDAR_PUSH && !env.GOOGLE_BASE_URL && !env.APP_URL.startsWith("https:")) {
    problems.push("CALENDAR_PUSH: Google pushes to https:// alone; APP_URL is not");
  }
  if (env.GOOGLE_BASE_URL && !isLocal(env.GOOGLE_BASE_URL)) {
    problems.push("GOOGLE_BASE_URL: is for a stand-in on this machine; leave it unset for Google itself");
  }
  if (env.LOCAL_STAND_INS.length > 0 && !isLocal(env.APP_URL)) {
    problems.push(
      `LOCAL_STAND_INS: ${env.LOCAL_STAND_INS.join(", ")} may not stand in where people reach the app from elsewhere`,
    );
  }
  return problems;
}

/** What was named needs more than was given. */
function incompleteSettings(env: Env): string[] {
  return [...incompleteGoogle(env), ...incompleteStorage(env), ...incompleteModels(env)];
}

const modelKeys = {
  openai: "OPENAI_API_KEY",
  anthropic: "ANTHROPIC_API_KEY",
  google: "GEMINI_API_KEY",
} as const;

function incompleteModels(env: Env): string[] {
  const servers = new Set(env.MODEL_SERVERS.map(({ name }) => name));
  const problems = Object.keys(modelKeys).flatMap((name) =>
    servers.has(name) ? [`MODEL_SERVERS: "${name}" is taken; call the server otherwise`] : [],
  );
  for (const { name } of env.MODEL_SERVER_KEYS) {
    if (!servers.has(name)) problems.push(`MODEL_SERVER_KEYS: MODEL_SERVERS names no "${name}"`);
  }
  for (const variable of ["MODELS_FAST", "MODELS_STRONG", "MODEL_EMBED"] as const) {
    for (const entry of env[variable]) {
      const [provider = ""] = entry.split("/");
      const key = modelKeys[provider as keyof typeof modelKeys] as
        (typeof modelKeys)[keyof typeof modelKeys] | undefined;
      if (key ? env[key] === undefined : !servers.has(provider)) {
        problems.push(`${variable}: ${entry} needs ${key ?? `a server "${provider}" in MODEL_SERVERS`}`);
      }
    }
  }
  return problems;
}

function incompleteGoogle({ GOOGLE_CLIENT_ID: id, GOOGLE_CLIENT_SECRET: secret }: Env): string[] {
  if ((id === undefined) === (secret === undefined)) return [];
  const [missing, given] = id
    ? ["GOOGLE_CLIENT_SECRET", "GOOGLE_CLIENT_ID"]
    : ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"];
  return [`${missing}: goes with ${given}; both are in Google Cloud under APIs and Services, Credentials`];
}

function incompleteStorage(env: Env): string[] {
  if (env.STORAGE_DRIVER !== "supabase") return [];
  const key = env.SUPABASE_SECRET_KEY;
  if (key === undefined) {
    return [
      "SUPABASE_SECRET_KEY: STORAGE_DRIVER=supabase needs the secret key, in Supabase under Settings, API Keys (sb_secret_…, or the older service_role key)",
    ];
  }
  const problems: string[] = [];
  if (
    key === env.SUPABASE_PUBLISHABLE_KEY ||
    key.startsWith("sb_publishable_") ||
    roleOfKey(key) === "anon"
  ) {
    problems.push(
      "SUPABASE_SECRET_KEY: is the publishable key, which may not keep files; take the secret key, in Supabase under Settings, API Keys",
    );
  }
  const url = env.STORAGE_URL ?? env.SUPABASE_URL;
  if (env.NODE_ENV === "production" && !isLocal(url) && !url.startsWith("https:")) {
    problems.push(
      `${env.STORAGE_URL ? "STORAGE_URL" : "SUPABASE_URL"}: files and their key go there; use https://`,
    );
  }
  return problems;
}

/** The older keys are JSON Web Tokens that say whose they are. */
function roleOfKey(key: string): unknown {
  try {
    const claims: unknown = JSON.parse(Buffer.from(key.split(".")[1] ?? "", "base64url").toString());
    return typeof claims === "object" && claims !== null && "role" in claims ? claims.role : undefined;
  } catch {
    return undefined;
  }
}

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
