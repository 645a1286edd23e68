import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { globSync } from "node:fs";
import { checkout } from "#local/paths.ts";
import { report } from "#local/verify/report.ts";

/** The only files that may reach the login that sees every tenant, each with why. */
const allowed: Record<string, string> = {
  "server/db/pools.ts": "opens it",
  "server/db/index.ts": "the barrel",
  "server/workspaces/provision.ts": "nobody is a member of a workspace that is being made",
  "server/api-keys/resolve.ts": "a key says whose it is before anybody has rights",
  "server/connections/ask-others.ts": "an account may be connected and followed in the workspaces of others",
  "server/connections/secrets.ts": "tokens are out of reach of every role of a person",
  "server/db/statistics.ts": "only the owner of a table may analyse it",
  "server/jobs/claims.ts": "claims jobs of every tenant",
  "server/jobs/sweep.ts": "delivers jobs of every tenant again",
  "server/chat/extend-turns.ts": "one process answers turns of every tenant",
  "server/chat/sweep.ts": "ends turns of every tenant whose process went away",
  "server/billing/release-stale.ts": "gives back reservations of every tenant",
  "server/health/probes.ts": "asks whether the database answers",
  "server/sync/live/push/note-push.ts": "what Google tells of says the account, not whose tenant it is",
  "server/sync/live/push/due.ts": "asks for the accounts of every tenant when they are due",
  "worker/outbox.ts": "hands out events of every tenant",
  "worker/clean-up.ts": "forgets what has served, of every tenant",
};

const problems = globSync("{server,worker,app,components,lib}/**/*.{ts,tsx}", { cwd: checkout })
  .filter(
    (path) =>
      !/\.test\.tsx?$/.test(path) && readFileSync(join(checkout, path), "utf8").includes("systemPool"),
  )
  .filter((path) => !(path in allowed))
  .map(
    (path) =>
      `${relative(checkout, join(checkout, path))} reaches the system login; see local/checks/system-pool.ts`,
  );
report("System login", problems);
