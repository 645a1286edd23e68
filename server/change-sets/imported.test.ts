import { afterAll, expect, test } from "vitest";

import { newMember, newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { importMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { closeQueues, getJob, listJobs } from "#server/jobs/index.ts";

import { listChangeSets } from "./index.ts";

useTestDatabase();
afterAll(closeQueues);

test("an import is told with how much came from which file, and so are its jobs", async () => {
  const ctx = await newOwner();
  const mails = [
    { from: "Ada <ada@x.example>", to: "me@home.example", id: "a@x.example" },
    { from: "me@home.example", to: "Ada <ada@x.example>", id: "b@home.example" },
  ];
  const batch = await importMailbox(ctx, "june.mbox", mbox(mails), "me@home.example");
  const rest = through(ctx, "rest");

  const [set] = (await listChangeSets(rest, { operation: "batches.import" })).items;
  expect(set?.imported).toEqual({ content: "mail", stored: 2, label: "june.mbox" });
  expect((await listChangeSets(rest, { operation: "workspaces.provision" })).items).toMatchObject([
    { imported: null },
  ]);

  const jobs = (await listJobs(rest, {})).items;
  const about = { label: "june.mbox", connectionId: batch.connectionId };
  const job = jobs.find(({ kind }) => kind === "batches.import");
  expect(job?.about).toEqual({ ...about, batchId: batch.id });
  expect(jobs.find(({ kind }) => kind === "previews.build")?.about).toEqual({ ...about, batchId: null });
  expect(await getJob(rest, { id: job?.id ?? "" })).toMatchObject({ about });

  // An admin sees that a colleague's import ran, not of which private file.
  const admin = through(await newMember(ctx, "admin"), "rest");
  expect((await listJobs(admin, {})).items.find(({ id }) => id === job?.id)).toMatchObject({ about: null });
  const theirs = (await listChangeSets(admin, { operation: "batches.import" })).items;
  expect(theirs.filter(({ imported }) => imported !== null)).toEqual([]);
});
