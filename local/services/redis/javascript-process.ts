import { readFileSync } from "node:fs";
import { createRedisServer } from "js-redis-server";

// Reads the two lines it understands of the configuration that the real server gets.
const [, , configuration = ""] = process.argv;
const text = readFileSync(configuration, "utf8");
const valueOf = (name: string): string => new RegExp(`^${name} (.+)$`, "m").exec(text)?.[1] ?? "";

const server = await createRedisServer({ port: Number(valueOf("port")) });
// The package offers no option for it, only the field that its sign-in reads.
Object.assign(server.state, { requirepass: valueOf("requirepass") });

for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(0));
