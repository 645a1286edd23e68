import { startInstance } from "#local/testing/instance.ts";
import { startTestStorage } from "#local/testing/storage/server.ts";

/** Above it a file goes past the app: few of the journeys' do. */
const directMaxBytes = 1_000_000;

/**
 * One whole instance for all journeys, started as a person does, with Storage named as where web and worker share no disk.
 * E2E_URL and E2E_STATE_DIR name one that runs already.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env["E2E_URL"]) return () => Promise.resolve();
  const files = await startTestStorage();
  const env = { ...files.environment, UPLOAD_DIRECT_MAX_BYTES: String(directMaxBytes) };
  const instance = await startInstance({ env });
  process.env["E2E_URL"] = instance.manifest.url;
  process.env["E2E_STATE_DIR"] = instance.stateDir;
  process.env["E2E_STORAGE_URL"] = files.publicUrl;
  return async () => {
    await instance.stop();
    await files.stop();
  };
}
