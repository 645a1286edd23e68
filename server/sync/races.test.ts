import { Readable } from "node:stream";

import { afterAll, expect, test } from "vitest";

import { newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { receiveFile } from "#server/storage/index.ts";

import { approvePreview, createImport, deleteConnection } from "./index.ts";

useTestDatabase({ UPLOAD_QUOTA_BYTES: "2000" });
afterAll(closeQueues);

const letter = mbox([{ from: "Anna Berg <anna@berg.example>", to: "me@here.example" }]);
const succeeded = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;

test("of an approval and a removal of its file at once, one is refused", async () => {
  for (let round = 0; round < 8; round++) {
    const owner = await newOwner();
    const { connectionId, previewId } = await uploadMailbox(owner, "mail.mbox", letter);
    await runJobsOf(owner);
    const both = await Promise.allSettled([
      approvePreview(owner, { id: previewId }),
      deleteConnection(owner, { id: connectionId }),
    ]);
    expect(succeeded(both)).toBe(1);
  }
});

test("uploads at once share one quota", async () => {
  const owner = await newOwner();
  const bytes = Buffer.concat([Buffer.from(letter), Buffer.alloc(1_200 - letter.length, "x")]);
  const files = await Promise.all(
    [1, 2].map((n) => receiveFile(owner, { stream: Readable.from([bytes]), fileName: `${n}.mbox` })),
  );
  const both = await Promise.allSettled(files.map((file) => createImport(owner, { file })));
  expect(succeeded(both)).toBe(1);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({
    reason: { code: "quota_exceeded" },
  });
});
