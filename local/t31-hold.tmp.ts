import { startInstance } from "#local/testing/instance.ts";
const instance = await startInstance({ stateDir: "/tmp/t31-state", fresh: true });
process.stdout.write(JSON.stringify(instance.manifest) + "\n");
process.once("SIGTERM", () => void instance.stop().then(() => process.exit(0)));
setInterval(() => undefined, 1000);
