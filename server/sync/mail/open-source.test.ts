import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { MailSourceError, openMailSource, skipBytes } from "./open-source.ts";
import { collect, inChunks } from "./fixtures/build-mail.ts";

const text = Buffer.from(
  Array.from({ length: 20_000 }, (_, index) => `line ${(index * 7919) % 10_007}\n`).join(""),
);
const joined = async (source: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await collect(source));
const caught = async (source: AsyncIterable<Uint8Array>): Promise<{ error: unknown; bytes: number }> => {
  let bytes = 0;
  try {
    for await (const chunk of source) bytes += chunk.length;
  } catch (error) {
    return { error, bytes };
  }
  return { error: null, bytes };
};

describe("openMailSource", () => {
  it("gunzips, several members in a row too, and counts offsets in unpacked bytes", async () => {
    const packed = Buffer.concat([gzipSync(text.subarray(0, 1000)), gzipSync(text.subarray(1000))]);
    expect((await joined(openMailSource(inChunks(packed, [1, 777]), "gzip"))).equals(text)).toBe(true);
    const rest = await joined(openMailSource(inChunks(packed), "gzip", { startOffset: 150_000 }));
    expect(rest.equals(text.subarray(150_000))).toBe(true);
  });

  it("passes other files through", async () => {
    expect((await joined(openMailSource(inChunks(text, [999]), "mbox"))).equals(text)).toBe(true);
  });

  it("gives what can be had of a file that was cut off, then says so", async () => {
    const packed = gzipSync(text);
    const { error, bytes } = await caught(
      openMailSource(inChunks(packed.subarray(0, packed.length >> 1)), "gzip"),
    );
    expect(error).toMatchObject({ code: "gzip_cut_off" });
    expect(bytes).toBeGreaterThan(text.length / 4);
  });

  it("refuses what is damaged", async () => {
    const packed = gzipSync(text);
    packed.fill(0xff, packed.length >> 1, (packed.length >> 1) + 64);
    const { error } = await caught(openMailSource(inChunks(packed, [512]), "gzip"));
    expect(error).toBeInstanceOf(MailSourceError);
    expect(error).toMatchObject({ code: "gzip_broken" });
  });

  it("refuses what unpacks to far too much", async () => {
    const bomb = gzipSync(Buffer.alloc(100 << 20));
    const { error, bytes } = await caught(openMailSource(inChunks(bomb), "gzip"));
    expect(error).toMatchObject({
      code: "too_large_unpacked",
      message: expect.stringMatching(/\.$/) as string,
    });
    expect(bytes).toBeLessThanOrEqual(100 << 20);
    const small = await caught(openMailSource(inChunks(gzipSync(text)), "gzip", { maxBytes: 1000 }));
    expect(small.error).toMatchObject({ code: "too_large_unpacked" });
  });

  it("passes errors of the stream on", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield gzipSync(text).subarray(0, 100);
      throw new Error("disk");
    }
    await expect(joined(openMailSource(failing(), "gzip"))).rejects.toThrow("disk");
  });
});

it("skipBytes cuts inside a chunk", async () => {
  expect((await joined(skipBytes(inChunks(text, [10]), 15))).equals(text.subarray(15))).toBe(true);
  expect(await joined(skipBytes(inChunks(text), text.length + 5))).toHaveLength(0);
});
