import { afterAll, expect, test } from "vitest";

import { newOwner, through, useTestDatabase } from "#local/testing/fixtures.ts";
import { useGoogleStandIn } from "#local/testing/google-stand-in.ts";
import { importAccount, syncNow } from "#local/testing/google-sync.ts";
import { listContacts } from "#server/contacts/index.ts";
import { systemPool } from "#server/db/index.ts";
import { closeQueues } from "#server/jobs/index.ts";
import { closeRedis } from "#server/realtime/index.ts";

useTestDatabase();
const google = useGoogleStandIn();
afterAll(async () => {
  await closeQueues();
  await closeRedis();
});

test("mail from an alias is one's own, also where the alias came after the approval", async () => {
  const owner = await newOwner();
  const account = await google.connect(owner);
  account.alias("first@alias.example");
  const from = (address: string, to: string) => ({ from: address, to, id: `${address}-${to}` });
  await account.deliver([from("first@alias.example", "ann@x.example")], ["SENT"]);
  await importAccount(owner, account);
  account.alias("later@alias.example");
  await account.deliver([from("later@alias.example", "bob@x.example")], ["SENT"]);
  await syncNow(owner, account);
  const directions = await systemPool().client<{ direction: string }[]>`
    select direction from crm.interactions where workspace_id = ${owner.workspace.id}`;
  expect(directions.map(({ direction }) => direction)).toEqual(["outbound", "outbound"]);
  expect(
    (await listContacts(through(owner, "rest"), {})).items.map(({ primaryEmail }) => primaryEmail),
  ).toEqual(["ann@x.example", "bob@x.example"]);
});
