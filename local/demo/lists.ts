export type DemoList = { name: string; tag: string; address: string; id: string; footer: string };

const lists: Record<string, DemoList> = {
  advisers: {
    name: "Family Firm Advisers",
    tag: "advisers",
    address: "advisers@lists.familyfirms.example",
    id: "advisers.lists.familyfirms.example",
    footer: "_______________\nadvisers mailing list",
  },
  choir: {
    name: "Kvarnkören",
    tag: "kören",
    address: "alla@lists.kvarnkoren.example",
    id: "alla.lists.kvarnkoren.example",
    footer: "_______________\nKvarnkörens lista",
  },
};

export function mailingList(key: string): DemoList {
  const found = lists[key];
  if (found === undefined) throw new Error(`No mailing list "${key}" in local/demo/lists.ts.`);
  return found;
}
