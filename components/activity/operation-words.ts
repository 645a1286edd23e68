const things: Record<string, string> = {
  contacts: "contact",
  companies: "company",
  tasks: "task",
  notes: "note",
  tags: "tag",
  changeSets: "change",
  batches: "import",
  connections: "connection",
  previews: "preview",
  rules: "rule for what comes later",
  proposals: "proposal",
  profile: "profile",
  apiKeys: "API key",
  jobs: "job",
  chat: "conversation",
  memories: "memory",
  budgets: "limit on models",
  usage: "usage of models",
};

/** Verb → what it will do, and what it did. */
const verbs: Record<string, readonly [doing: string, done: string]> = {
  create: ["Create", "created"],
  update: ["Change", "changed"],
  delete: ["Delete", "deleted"],
  restore: ["Restore", "restored"],
  complete: ["Complete", "completed"],
  reopen: ["Reopen", "reopened"],
  merge: ["Merge", "merged"],
  add: ["Add", "added"],
  remove: ["Remove", "removed"],
  revert: ["Take back", "took back"],
  undo: ["Take back", "took back"],
  approve: ["Approve", "approved"],
  reject: ["Reject", "rejected"],
  connect: ["Connect", "connected"],
  disconnect: ["Disconnect", "disconnected"],
  resume: ["Go on with", "went on with"],
  sync: ["Sync", "synced"],
  cancel: ["Stop", "stopped"],
  retry: ["Try again", "tried again"],
  revoke: ["Revoke", "revoked"],
  discard: ["Discard", "discarded"],
  select: ["Choose from", "chose from"],
  send: ["Send", "sent"],
  callBack: ["Call back", "called back"],
  archive: ["Archive", "archived"],
  label: ["Label", "labelled"],
  move: ["Move", "moved"],
  invite: ["Invite to", "invited to"],
  set: ["Set", "set"],
  keepBodies: ["Choose what is kept of the", "chose what is kept of the"],
};

const plain = (name: string) => name.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2").toLowerCase();

/** "tasks.create" as people say it: "Create task" and "created task". */
export function operationWords(operation: string): { doing: string; done: string; thing: string } {
  const [area = "", verb = ""] = operation.split(".");
  const thing = things[area] ?? plain(area).replace(/s$/, "");
  const [doing, done] = verbs[verb] ?? [
    plain(verb).replace(/^./, (first) => first.toUpperCase()),
    plain(verb),
  ];
  return { doing, done, thing };
}

/** A program's own name for itself, without what browsers add to theirs. */
export function clientName(client: string): string {
  const [name = ""] = client.split("/");
  return name === "" || name === "Mozilla" ? "A program in a browser" : name.slice(0, 40);
}

/** The record's page, where it has one. */
export function recordHref(table: string, id: string): string | null {
  if (table === "contacts") return `/contacts/${id}`;
  if (table === "companies") return `/companies/${id}`;
  if (table === "threads") return `/inbox/${id}`;
  if (table === "tasks") return `/tasks?task=${id}`;
  return null;
}
