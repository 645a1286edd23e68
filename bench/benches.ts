import { assistantBench } from "./assistant/index.ts";
import type { Bench } from "./bench.ts";
import { importBench } from "./import/index.ts";
import { ledgerBench } from "./ledger/index.ts";
import { rightsBench } from "./rights/index.ts";
import { syncBench } from "./sync/index.ts";
import { webBench } from "./web/index.ts";

export const benches: readonly Bench[] = [
  importBench,
  rightsBench,
  ledgerBench,
  webBench,
  syncBench,
  assistantBench,
];
