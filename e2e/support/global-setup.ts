import { startInstance } from "#local/testing/instance.ts";

/** One whole instance for all journeys, started as a person does. E2E_URL and E2E_STATE_DIR name one that runs already. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env["E2E_URL"]) return () => Promise.resolve();
  const instance = await startInstance();
  process.env["E2E_URL"] = instance.manifest.url;
  process.env["E2E_STATE_DIR"] = instance.stateDir;
  return () => instance.stop();
}
