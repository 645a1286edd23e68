import { readManifest } from "#local/instance/manifest.ts";

interface Fault {
  status: number;
  reason?: string;
  delayMs?: number;
  times?: number;
}

/** Where the demo model of the instance takes orders from tests. */
function modelUrl(path: string): URL {
  const model = readManifest(process.env["E2E_STATE_DIR"] ?? ".local/e2e")?.services.model;
  if (!model?.standIn || model.url === null) throw new Error("no demo model stands in");
  return new URL(path, model.url);
}

async function post(path: string, body: object, method = "POST"): Promise<void> {
  const response = await fetch(modelUrl(path), { method, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
}

const answersPath = "/v1/chat/completions";

export const model = {
  /** What the next answers meet; of others than answers nothing is known here. */
  fails: (fault: Fault) => post("/__faults", { path: answersPath, times: 1, ...fault }),
  /** `status: 0` only waits. */
  hesitates: (delayMs: number) => post("/__faults", { path: answersPath, status: 0, delayMs, times: 1 }),
  recovers: () => post("/__faults", {}, "DELETE"),
  /** Whether it does what a mail tells it. */
  obeys: (on: boolean) => post("/__obey", { on }),
};
