import { startInstance } from "#local/testing/instance.ts";
import { writeFileSync } from "node:fs";
const i = await startInstance({ stateDir: "/tmp/p3state", env: { NEXT_DIST_DIR: ".next-pages3" } });
writeFileSync("/tmp/p3-manifest.json", JSON.stringify(i.manifest));
console.log("ready", i.manifest.url);
process.on("SIGTERM", () => void i.stop().then(() => process.exit(0)));
setInterval(() => {}, 1e6);
