import { expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { runJobsOf, uploadMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { systemPool } from "#server/db/index.ts";

import { approvePreview, createPreview, getPreview } from "./index.ts";

useTestDatabase();

test("an older preview is imported as it was seen, whatever was previewed since", async () => {
  const owner = await newOwner();
  const bytes = mbox([
    { from: "Anna Berg <anna@berg.example>", to: "Me <me@here.example>" },
    { from: "Me <me@here.example>", to: "Anna Berg <anna@berg.example>" },
  ]);
  const { previewId, connectionId } = await uploadMailbox(owner, "mail.mbox", bytes, "me@here.example");
  await runJobsOf(owner);
  const first = await getPreview(through(owner, "rest"), { id: previewId });
  expect(first.result?.bySenderKind).toMatchObject({ own: 1, person: 1 });
  await createPreview(owner, { connectionId, addresses: ["anna@berg.example"] });
  await runJobsOf(owner);
  await approvePreview(owner, { id: previewId, ...(first.hash ? { expectedHash: first.hash } : {}) });
  await runJobsOf(owner);
  const rows = await systemPool().client`
    select c.subject, i.direction from crm.interactions i join crm.interaction_participants p on p.interaction_id = i.id and p.role = 'from' join crm.interaction_contents c on c.interaction_id = i.id
    where i.workspace_id = ${owner.workspace.id} and p.address = 'me@here.example'`;
  expect(rows.map((row) => row["direction"])).toEqual(["outbound"]);
});
