import { beforeAll, vi } from "vitest";

import { closePools } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { bindModel } from "#server/llm/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

// One process runs many test files, since loading the app takes longer than most of them: each begins as if it were alone.
vi.resetConfig();
vi.useRealTimers();
vi.restoreAllMocks();
vi.unstubAllEnvs();
vi.unstubAllGlobals();

beforeAll(async () => {
  await Promise.all([closeQueues(), closeRedis(), closePools()]);
  bindModel();
});
