// What `npm run worker` runs. A worker that starts again finds its modules compiled.
import { enableCompileCache, flushCompileCache } from "node:module";

import "../server/db/drizzle-imports.mjs";

enableCompileCache();
await import("./index.ts");
flushCompileCache();
