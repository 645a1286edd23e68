import type { Manifest } from "#local/instance/manifest.ts";

import { median } from "../statistics.ts";

import { callAtRate } from "./rate.ts";

const perSecond = 50;
const seconds = 10;

export interface ApiTimes {
  listP95Ms: number;
  createP95Ms: number;
  /** Of a file that the same server only reads: what the machine and the way there take. */
  fileP95Ms: number;
  failed: number;
}

interface ApiSpec {
  manifest: Manifest;
  /** Of a file that web serves to anybody. */
  file: string;
  rounds: number;
  say: (sentence: string) => void;
}

/** Programs at 50 calls a second, in turn by round, after a round that does not count. */
export async function measureApi({ manifest, file, rounds, say }: ApiSpec): Promise<ApiTimes> {
  const { url, apiKey, secondUser } = manifest;
  if (apiKey === undefined || secondUser === undefined) throw new Error("there are no demo people with keys");
  const contacts = `${url}/api/v1/contacts`;
  const arms = {
    file: () => expectOk(fetch(new URL(file, url))),
    list: () => expectOk(fetch(`${contacts}?limit=50`, { headers: { authorization: `Bearer ${apiKey}` } })),
    // Into the other workspace: the lists that are measured stay as they are.
    create: (index: number) => expectOk(fetch(contacts, creation(secondUser.apiKey, index))),
  };
  const taken = { file: [] as number[], list: [] as number[], create: [] as number[] };
  let failed = 0;
  for (let round = 0; round <= rounds; round++) {
    for (const arm of ["file", "list", "create"] as const) {
      const result = await callAtRate({ perSecond, seconds, call: arms[arm] });
      if (round === 0) continue;
      failed += result.failed;
      taken[arm].push(result.p95Ms);
      say(`  ${arm}: 95th percentile ${result.p95Ms.toFixed(1)} ms, ${String(result.failed)} failed`);
    }
  }
  return {
    listP95Ms: median(taken.list),
    createP95Ms: median(taken.create),
    fileP95Ms: median(taken.file),
    failed,
  };
}

function creation(key: string, index: number): RequestInit {
  const name = `Person ${String(index)} ${crypto.randomUUID().slice(0, 8)}`;
  return {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ displayName: name, emails: [`${crypto.randomUUID()}@people.example`] }),
  };
}

async function expectOk(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`answered ${String(response.status)}`);
}
