// A worker that has read its modules and starts when it is told, with its clock off by as much as it is told.
import { once } from "node:events";
import { enableCompileCache, flushCompileCache } from "node:module";
import process from "node:process";

import "../../server/db/drizzle-imports.mjs";

enableCompileCache();
await import("../../worker/run.ts");
flushCompileCache();

const [minutesOff] = await once(process, "message");
process.disconnect();
if (minutesOff !== 0) setClock(minutesOff * 60_000);
await import("../../worker/index.ts");

function setClock(offMs) {
  const Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) {
      if (given.length > 0) super(...given);
      else super(Real.now() + offMs);
    }
    static now() {
      return Real.now() + offMs;
    }
  };
}
