import type { Env } from "./env-schema.ts";

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
const isLocal = (url: string) => loopback.has(new URL(url).hostname);
const weakSecret = /^(.)\1*$|secret|password|change.?me|example|default/i;

/** What would be unsafe towards a real service in production, each with its loud opt-out. */
export function unsafeSettings(env: Env): string[] {
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
export function incompleteSettings(env: Env): string[] {
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
