import { startModelServer } from "./model/server.ts";

process.umask(0o077);
const [, , port = ""] = process.argv;
const server = await startModelServer({ port: Number(port) });

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void server.stop().finally(() => process.exit(0)));
}
