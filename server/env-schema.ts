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
  LOCAL_MAIL_FILE: z.string().default(".local/mail.jsonl"),
  ALLOW_PLAIN_REDIS: flag,
  ALLOW_PLAIN_HTTP: flag,
  ALLOW_UNVERIFIED_DATABASE_TLS: flag,
  ALLOW_WEAK_SECRET: flag,
});

export type Env = z.infer<typeof EnvSchema>;
