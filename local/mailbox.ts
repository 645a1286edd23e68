import { parseArgs } from "node:util";
import { z } from "zod";
import { manifestPath, readManifest } from "./instance/manifest.ts";
import { readInstanceSettings } from "./instance/settings.ts";
import { putMailbox } from "./mailbox-put.ts";

// npm run local:mailbox -- FILE.mbox [--email ADDRESS]: real mail for the stand-in of Google, as that account's.
const usage = "Usage: npm run local:mailbox -- FILE.mbox [--email ADDRESS]";

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { email: { type: "string", default: "me@local.example" } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Error(usage);
  const email = z.email().safeParse(values.email.toLowerCase());
  if (!email.success) throw new Error(`"${values.email}" is not an address. ${usage}`);
  const { stored, known, oversize } = await putMailbox({
    file,
    email: email.data,
    url: standInUrl(),
    say: (sentence) => process.stdout.write(`${sentence}\n`),
  });
  const count = (number: number): string => number.toLocaleString("en");
  const rest = [
    known > 0 ? `${count(known)} were there already` : "",
    oversize > 0 ? `${count(oversize)} were too large` : "",
  ].filter(Boolean);
  const left = rest.length === 0 ? "" : ` (${rest.join(", ")})`;
  process.stdout.write(
    `${count(stored)} messages are in the mailbox of ${email.data}${left}. Connect Google in the app and choose it.\n`,
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

function standInUrl(): string {
  const { stateDir } = readInstanceSettings(process.env);
  const manifest = readManifest(stateDir);
  if (manifest === null) {
    throw new Error(
      `OmniCRM is not running (there is no ${manifestPath(stateDir)}). Start it with npm start, then try again.`,
    );
  }
  const { url, standIn } = manifest.services.google;
  if (url !== null && standIn) return url;
  throw new Error(
    "This instance uses Google itself. Start it without GOOGLE_CLIENT_ID to have the stand-in.",
  );
}
