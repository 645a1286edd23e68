import { createReadStream, existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { openMailSource } from "./open-source.ts";
import { readMessages } from "./mbox.ts";
import { companyDomain } from "./domains.ts";
import { ImportPlan } from "./plan.ts";
import { splitText } from "./quote.ts";
import { headersOf, messageOf } from "./fixtures/parsed.ts";

// Real mail, which is not part of the project; only counts are written down here.
const path = fileURLToPath(new URL("../../../../shared/corpus/mailing-list-month.mbox.gz", import.meta.url));
const isThere = existsSync(path);
if (!isThere && process.env["CI"] === "true")
  throw new Error(`Tests on real mail need ${path}, which is missing.`);
if (!isThere) process.stderr.write(`\nSKIPPED: tests on real mail, because ${path} is missing.\n`);

it.skipIf(!isThere)("a month of real mail", async () => {
  const plan = new ImportPlan();
  const senders = new Set<string>();
  let quoted = 0;
  let signed = 0;
  const source = openMailSource(createReadStream(path), "gzip");
  for await (const { raw, envelopeDate } of readMessages(source, {
    kind: "mbox",
    maxMessageBytes: 50_000_000,
  })) {
    if (raw === null) throw new Error("No message of it is large.");
    const message = await messageOf(raw, { envelopeDate });
    const { text, html, snippet, newText, quotedText, signature, attachments, ...headers } = message;
    expect(headers).toEqual(headersOf(raw, { envelopeDate }));
    expect(
      splitText(text)
        .segments.map((segment) => segment.text)
        .join(""),
    ).toBe(text);
    expect(snippet === "" && text.trim() !== "").toBe(false);
    if (quotedText !== "") quoted++;
    if (signature !== "") signed++;
    expect([html, attachments, newText !== ""]).toEqual([null, [], true]);
    senders.add(message.from?.address ?? "");
    plan.add(message);
  }
  const result = plan.finish({ ownAddresses: [] });
  expect(result).toMatchObject({
    total: 1659,
    store: 1657,
    skip: 2,
    skipBy: { duplicate_in_file: 2 },
    bySenderKind: { own: 0, person: 1657, newsletter: 0, automated: 0, list: 0 },
    mailbox: null,
    listAddresses: [{ address: "r-list@lists.example" }],
    leftOutBy: { list_address: 1 },
    warnings: {},
  });
  expect(senders.size).toBe(467);
  expect(result.people).toHaveLength(467);
  expect(result.people.every((person) => person.name !== "" && !person.name.includes("@"))).toBe(true);
  expect(result.companies).toHaveLength(190);
  expect(result.companies.some((company) => /gmail|yahoo|hotmail|^com\./.test(company.domain))).toBe(false);
  expect(companyDomain("x@gmail.com.example")).toBeNull();
  expect(quoted).toBeGreaterThan(850);
  expect(signed).toBeGreaterThan(300);
});
