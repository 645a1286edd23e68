import fc from "fast-check";
import { expect, it } from "vitest";
import { readMessages } from "./mbox.ts";
import type { RawMessage } from "./types.ts";
import { buildMail, buildMbox, collect, inChunks } from "./fixtures/build-mail.ts";

const bodyLine = fc.oneof(
  fc.constantFrom(
    "",
    "From ",
    "From ada@x.example Mon Jun  3 08:11:12 2024",
    ">From me",
    ">>From me",
    "Subject: x",
    "--",
    "From -",
  ),
  fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/[\r\n]/g, " ")),
);
const message = fc.array(bodyLine, { maxLength: 12 }).map((lines) => buildMail({}, `${lines.join("\n")}\n`));
const mailbox = fc.array(message, { minLength: 1, maxLength: 6 });
const lineEnd = fc.constantFrom("\n", "\r\n");
const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });

const read = (
  bytes: Uint8Array,
  cut: readonly number[],
  startOffset = 0,
  startOrdinal = 0,
): Promise<RawMessage[]> => {
  const options = { kind: "mbox", maxMessageBytes: 100_000, startOffset, startOrdinal } as const;
  return collect(readMessages(inChunks(bytes.subarray(startOffset), cut), options));
};

it("gives back what was put in, however the file is cut into chunks", async () => {
  await fc.assert(
    fc.asyncProperty(mailbox, lineEnd, sizes, async (messages, end, cut) => {
      const found = await read(buildMbox(messages, end), cut);
      const sent = messages.map((raw) => raw.toString("latin1").replaceAll("\n", end));
      expect(found.map((one) => Buffer.from(one.raw ?? []).toString("latin1"))).toEqual(sent);
    }),
    { numRuns: 300 },
  );
});

it("resumes at any message boundary with the rest", async () => {
  await fc.assert(
    fc.asyncProperty(mailbox, lineEnd, sizes, async (messages, end, cut) => {
      const file = buildMbox(messages, end);
      const whole = await read(file, cut);
      for (const [index, one] of whole.entries()) {
        expect(await read(file, cut, one.nextOffset, index + 1)).toEqual(whole.slice(index + 1));
      }
    }),
    { numRuns: 100 },
  );
});

it("covers every byte of any file once, without throwing", async () => {
  const noise = fc.array(
    fc.oneof(bodyLine, fc.constantFrom("From a@b.example Mon Jun  3 08:11:12 2024\nTo: x", "\r", "\0")),
    { maxLength: 40 },
  );
  await fc.assert(
    fc.asyncProperty(noise, sizes, fc.integer({ min: 1, max: 500 }), async (lines, cut, maxMessageBytes) => {
      const file = Buffer.from(lines.join("\n"));
      const found = await collect(readMessages(inChunks(file, cut), { kind: "mbox", maxMessageBytes }));
      const again = await collect(readMessages(inChunks(file), { kind: "mbox", maxMessageBytes }));
      expect(found).toEqual(again);
      for (const [index, one] of found.entries()) {
        expect(one.nextOffset - one.offset).toBe(one.byteLength);
        if (index > 0) expect(one.offset).toBe(found[index - 1]?.nextOffset);
      }
      if (found.length > 0) expect(found.at(-1)?.nextOffset).toBe(file.length);
    }),
    { numRuns: 300 },
  );
});
