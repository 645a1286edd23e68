import { describe, expect, it } from "vitest";
import { readMessages } from "./mbox.ts";
import { MailSourceError } from "./open-source.ts";
import type { RawMessage, ReadOptions } from "./types.ts";
import { buildMail, buildMbox, collect, fromLine, inChunks } from "./fixtures/build-mail.ts";

const read = (bytes: Uint8Array | string, options: Partial<ReadOptions> = {}): Promise<RawMessage[]> =>
  collect(
    readMessages(inChunks(Buffer.from(bytes)), { kind: "mbox", maxMessageBytes: 1_000_000, ...options }),
  );
const texts = (found: readonly RawMessage[]): (string | undefined)[] =>
  found.map((one) => one.raw?.toString());

const one = buildMail({ Subject: "one" });
const two = buildMail({ Subject: "two" }, "From here on\n>From there\nall is quoted.\n");

describe("readMessages", () => {
  it.each(["\n", "\r\n"] as const)(
    "cuts an mbox with line ends %j and undoes its quoting",
    async (lineEnd) => {
      const file = buildMbox([one, two, one], lineEnd);
      const found = await read(file);
      expect(texts(found)).toEqual([one, two, one].map((raw) => raw.toString().replaceAll("\n", lineEnd)));
      expect(found.map((message) => message.ordinal)).toEqual([0, 1, 2]);
      expect(found.map((message) => message.offset)).toEqual([0, found[0]?.nextOffset, found[1]?.nextOffset]);
      expect(found.at(-1)?.nextOffset).toBe(file.length);
      expect(found[0]).toMatchObject({ envelopeSender: "ada@analytical.example", oversize: false });
      expect(found[0]?.envelopeDate?.toISOString()).toBe("2024-06-03T08:11:12.000Z");
      expect(found.some((message) => message.truncated)).toBe(false);
    },
  );

  it("knows the From_ lines of Takeout, Thunderbird, Pipermail and old programs", async () => {
    const lines = [
      "From 1700000000000000001@xxx Mon Jun 03 10:11:12 +0000 2024",
      "From - Mon Jun 03 10:11:12 2024",
      "From ",
      "From -",
      "From ada at analytical.example  Mon Jun  3 10:11:12 2024",
      "From MAILER-DAEMON Mon Jun  3 10:11:12 CEST 2024",
      "From ada@analytical.example 2024-06-03 10:11:12",
    ];
    const found = await read(lines.map((line) => `${line}\n${one.toString()}\n`).join(""));
    expect(texts(found)).toEqual(lines.map(() => one.toString()));
    expect(found[2]?.envelopeSender).toBeUndefined();
    expect(found[0]?.envelopeDate?.toISOString()).toBe("2024-06-03T10:11:12.000Z");
  });

  it.each([
    "From what I saw at 10:30 in 2024\nSubject: it works",
    "From here\nTo: there",
    "From ada@x.example Mon Jun  3 08:11:12 2024\nit came, she said",
    "From Monday to Friday, 10:30 to 12:00, in 2024\nNote: closed",
  ])("takes prose for prose: %j", async (prose) => {
    expect(await read(`${fromLine}${one.toString()}\n${prose}\n`)).toHaveLength(1);
  });

  it("bears a missing empty line only before a strict From_ line", async () => {
    const tight = `${fromLine}${one.toString()}`;
    expect(await read(tight + tight)).toHaveLength(2);
    expect(await read(`${tight}From - Jun 2024 10:11\n${one.toString()}`)).toHaveLength(1);
  });

  it("passes over a byte order mark and empty lines before the first message", async () => {
    const found = await read(`\ufeff\n\r\n${fromLine}${one.toString()}`);
    expect(texts(found)).toEqual([one.toString()]);
    expect(found[0]?.offset).toBe(6);
  });

  it("gives text before the first From_ line as a message of its own", async () => {
    expect(texts(await read(`${one.toString()}\n${fromLine}${two.toString()}`))).toHaveLength(2);
  });

  it("reads a single message whole, and nothing from nothing", async () => {
    expect(texts(await read(one, { kind: "eml" }))).toEqual([one.toString()]);
    expect(await read("", { kind: "eml" })).toEqual([]);
    expect(await read("")).toEqual([]);
    expect(await read("\n\n")).toEqual([]);
  });

  it("passes over a message that is too long without holding it", async () => {
    const long = buildMail({ Subject: "long" }, "x".repeat(70).concat("\n").repeat(5_000));
    for (const lineEnd of ["\n", "\r\n"] as const) {
      const file = buildMbox([one, long, two, long], lineEnd);
      const found = await read(file, { maxMessageBytes: 10_000 });
      expect(found.map((message) => message.oversize)).toEqual([false, true, false, true]);
      expect(found.map((message) => message.raw === null)).toEqual([false, true, false, true]);
      expect(found.reduce((sum, message) => sum + message.byteLength, 0)).toBe(file.length);
    }
    expect(await read(long, { kind: "eml", maxMessageBytes: 10_000 })).toMatchObject([
      { oversize: true, raw: null },
    ]);
  });

  it("holds a message of exactly the limit", async () => {
    const file = buildMbox([one, one]);
    const [first] = await read(file);
    const limit = first?.byteLength ?? 0;
    expect((await read(file, { maxMessageBytes: limit })).map((message) => message.oversize)).toEqual([
      false,
      false,
    ]);
    expect((await read(file, { maxMessageBytes: limit - 1 })).map((message) => message.oversize)).toEqual([
      true,
      true,
    ]);
  });

  it("says when the last message was cut off", async () => {
    const multipart = buildMail(
      { "Content-Type": 'multipart/mixed; boundary="b1"' },
      "--b1\n\ntext\n--b1\nContent-Type: image/png\n\nAAAA\n--b1--\n",
    );
    const whole = buildMbox([one, multipart]);
    expect((await read(whole)).at(-1)?.truncated).toBeUndefined();
    expect((await read(whole.subarray(0, whole.length - 12))).map((message) => message.truncated)).toEqual([
      undefined,
      true,
    ]);
    expect((await read(`${fromLine}Received: from x\nSubj`)).at(-1)?.truncated).toBe(true);
    expect((await read(`${whole.toString()}${fromLine}`)).at(-1)).toMatchObject({
      truncated: true,
      byteLength: fromLine.length,
    });
  });

  it("keeps what came before a compressed file broke off, and passes other errors on", async () => {
    async function* breaking(error: Error): AsyncGenerator<Uint8Array> {
      yield buildMbox([one, two]);
      throw error;
    }
    const options: ReadOptions = { kind: "mbox", maxMessageBytes: 1_000_000 };
    const found = await collect(readMessages(breaking(new MailSourceError("gzip_cut_off")), options));
    expect(found.map((message) => message.truncated)).toEqual([undefined, true]);
    await expect(collect(readMessages(breaking(new Error("disk")), options))).rejects.toThrow("disk");
  });

  it("stays linear on text full of near boundaries", async () => {
    const line = "From ada@x.example Mon Jun  3 08:11:12 2024\nbut prose\n\n";
    const file = `${fromLine}${one.toString()}\n${line.repeat(100_000)}`;
    expect(await read(file, { maxMessageBytes: 50_000_000 })).toHaveLength(1);
  }, 30_000);
});
