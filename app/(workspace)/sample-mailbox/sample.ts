import { readFile } from "node:fs/promises";
import { join } from "node:path";

const file = join(process.cwd(), "app", "(workspace)", "sample-mailbox", "sample.mbox");

/** An invented mailbox to try an import with. Read once, when the app is built; there is nothing of anybody in it. */
export async function sampleMailbox(): Promise<Response> {
  return new Response(await readFile(file), { headers: { "content-type": "application/mbox" } });
}
