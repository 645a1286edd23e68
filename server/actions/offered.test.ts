import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { sendMessage } from "#server/chat/index.ts";
import { connectAccount } from "#server/connections/index.ts";
import { type Operation, type Permission, rolePermissions } from "#server/core/index.ts";
import { createImport } from "#server/sync/index.ts";

/** Pages in which nobody is signed in yet. */
const forAnybody = "server/actions/auth.ts";

/** What a page sends past the actions, and the one action that is no operation by itself. */
const byFile: Record<string, Permission> = {
  "components/assistant/requests.ts": sendMessage.definition.permission,
  "components/sync/upload-file.ts": createImport.definition.permission,
};
/** The way back that a toast offers who has just done it: the test below holds that who may do it may take it back. */
const takesBackOwn = "components/contacts/undo-edit.ts";
const byAction: Record<string, Permission> = {
  "server/actions/connections.ts startGoogle": connectAccount.definition.permission,
};

/** The actions as pages call them, file by file. */
const calledBy = "components/actions/";
const sources = globSync("{app,components}/**/*.{ts,tsx}").filter((file) => !/\.test\.tsx?$/.test(file));
const files = sources.filter((file) => !file.startsWith(calledBy));
const texts = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));

/** By file of an action and its name: what its operation wants. */
const wanted = new Map<string, Permission>(Object.entries(byAction));

beforeAll(async () => {
  for (const file of globSync("server/actions/*.ts")) {
    if (file.endsWith(".test.ts") || file.endsWith("/action.ts") || file === forAnybody) continue;
    const text = readFileSync(file, "utf8");
    for (const [, name, room, verb] of text.matchAll(/^export const (\w+) = action\((\w+)\.(\w+)\);/gm)) {
      const [, path] = new RegExp(`import \\* as ${room ?? ""} from "#(.+)";`).exec(text) ?? [];
      const rooms = (await import(/* @vite-ignore */ `${process.cwd()}/${path ?? ""}`)) as Record<
        string,
        Operation
      >;
      const permission = rooms[verb ?? ""]?.definition.permission;
      if (permission) wanted.set(`${file} ${name ?? ""}`, permission);
    }
  }
});

const imports = /(?:^import(?! type) ([^;]*?) from|\bimport\() ?"([^"]+)"/gms;

/** What a file brings in, by the path of the file it is of. */
function importsOf(file: string): { names: string[]; path: string }[] {
  return [...(texts.get(file) ?? "").matchAll(imports)].map(([, names = "", from = ""]) => ({
    names: names.match(/\w+/g) ?? [],
    path: (from.startsWith("#") ? from.slice(1) : normalize(join(dirname(file), from))).replace(
      calledBy,
      "server/actions/",
    ),
  }));
}

/** Whether the file asks for the right, or whatever shows it does. */
function asks(file: string, permission: Permission, seen: ReadonlySet<string> = new Set()): boolean {
  if (texts.get(file)?.includes(`"${permission}"`)) return true;
  if (seen.has(file)) return true;
  const shownBy = files.filter((other) => importsOf(other).some(({ path }) => path === file));
  return shownBy.length > 0 && shownBy.every((other) => asks(other, permission, new Set([...seen, file])));
}

const isEverybodys = (permission: Permission) =>
  Object.values(rolePermissions).every((rights) => rights.has(permission));

test("each action is known by the permission of its operation", async () => {
  for (const file of globSync("server/actions/*.ts")) {
    if (file.endsWith(".test.ts") || file.endsWith("/action.ts") || file === forAnybody) continue;
    for (const name of Object.keys((await import(/* @vite-ignore */ `${process.cwd()}/${file}`)) as object)) {
      expect(wanted.has(`${file} ${name}`), `${file} ${name}`).toBe(true);
    }
  }
});

test("what not every role may do is shown by what asks for the right", () => {
  const others = files.filter((file) => file !== takesBackOwn);
  const unasked = others.flatMap((file) => {
    const called = importsOf(file).flatMap(({ names, path }) =>
      names.flatMap((name) => wanted.get(`${path} ${name}`) ?? []),
    );
    return [...new Set([...called, ...(byFile[file] ? [byFile[file]] : [])])]
      .filter((permission) => !isEverybodys(permission) && !asks(file, permission))
      .map((permission) => `${file} wants ${permission}`);
  });
  expect(unasked).toEqual([]);
});

test("who may change a record may take the change back", () => {
  for (const [role, rights] of Object.entries(rolePermissions)) {
    const changes = (["contacts:write", "companies:write", "notes:write", "tasks:write"] as const).some(
      (one) => rights.has(one),
    );
    expect(rights.has("changes:write"), role).toBe(changes);
  }
});

test("pages call no action that rejects where the server is out of reach", () => {
  const past = files.filter((file) =>
    /^import (?!type)[^;]*"#server\/actions\//m.test(texts.get(file) ?? ""),
  );
  expect(past).toEqual([]);
  for (const file of globSync("server/actions/*.ts")) {
    if (file.endsWith(".test.ts") || file.endsWith("/action.ts")) continue;
    const text = readFileSync(file.replace("server/actions/", calledBy), "utf8");
    const names = [...readFileSync(file, "utf8").matchAll(/^export (?:const|async function) (\w+)/gm)];
    for (const [, name] of names) expect(text).toContain(`${name} = /*#__PURE__*/ reaching(actions.${name})`);
  }
});
