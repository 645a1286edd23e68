import type { Bench } from "./bench.ts";
import { importBench } from "./import/index.ts";

export const benches: readonly Bench[] = [importBench];
