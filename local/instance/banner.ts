import { relative } from "node:path";
import { demoModelKnows } from "#lib/demo-model.ts";
import type { Manifest } from "./manifest.ts";
import { mailFile, type Services } from "./services.ts";
import type { InstanceSettings } from "./settings.ts";

const redisNames = {
  "redis-server": "stand-in: redis-server",
  "valkey-server": "stand-in: valkey-server",
  "js-redis-server": "stand-in in JavaScript: slow, and forgets when it stops",
} as const;

/** What a person wants to know once it runs: where, who to sign in as, what is real. */
export function banner(settings: InstanceSettings, services: Services, manifest: Manifest): string {
  const { standIns } = services;
  const state = relative(process.cwd(), settings.stateDir) || settings.stateDir;
  const rows: [string, string][] = [
    ["Postgres", standIns.postgres ? "stand-in: Postgres 17 of its own" : "yours"],
    ["Redis", standIns.redis ? redisNames[standIns.redis.kind] : "yours"],
    ["Auth", standIns.auth ? `stand-in: mail goes to ${mailFile(settings.stateDir)}` : "yours"],
    ["Google", standIns.google ? "stand-in: a demo mailbox and calendar" : "yours"],
    [
      "Model",
      standIns.model
        ? `stand-in: a demo model that knows ${demoModelKnows}; name yours by OPENAI_API_KEY`
        : "yours",
    ],
    ["State", `${state}, logs in ${state}/logs`],
  ];
  const people: [string, string][] =
    manifest.email === undefined
      ? [["Sign in", "with an account of your Auth; no demo people are made there"]]
      : [["Sign in", `${manifest.email}  ${manifest.password ?? ""}`]];
  const width = 10;
  const lines = [...people, ...rows].map(([name, text]) => `  ${name.padEnd(width)}${text}`);
  return `\nOmniCRM is ready at ${settings.url}\n\n${lines.join("\n")}\n\nStop it with Ctrl-C.\n`;
}
