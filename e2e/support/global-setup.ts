import type { FullConfig } from "@playwright/test";

import { startInstance } from "#local/testing/instance.ts";
import { startTestStorage } from "#local/testing/storage/server.ts";

import { instanceNames } from "./instance.ts";

/** Above it a file goes past the app: few of the journeys' do. */
const directMaxBytes = 1_000_000;

/** Simple questions cost nothing, as in any demo; others are put to a model that has a price, so that limits can be met. */
const models = {
  MODELS_FAST: "openai/omnicrm-demo",
  MODELS_STRONG: "openai/omnicrm-demo-large",
  MODEL_PRICES: "openai/omnicrm-demo-large=2/2/6",
};

/**
 * One whole instance for each of the runner's workers, started as a person does, with Storage named as where web and worker
 * share no disk. E2E_URL and E2E_STATE_DIR name one that runs already.
 */
export default async function globalSetup({ workers }: FullConfig): Promise<() => Promise<void>> {
  if (process.env["E2E_URL"]) return () => Promise.resolve();
  const stops = await Promise.all(Array.from({ length: workers }, (_, index) => start(index)));
  return async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
}

async function start(index: number): Promise<() => Promise<void>> {
  const files = await startTestStorage();
  const instance = await startInstance({
    stateDir: index === 0 ? ".local/e2e" : `.local/e2e-${String(index)}`,
    env: { ...files.environment, ...models, UPLOAD_DIRECT_MAX_BYTES: String(directMaxBytes) },
  });
  const values = [instance.manifest.url, instance.stateDir, files.publicUrl];
  instanceNames.forEach((name, at) => (process.env[`${name}_${String(index)}`] = values[at]));
  return async () => {
    await instance.stop();
    await files.stop();
  };
}
