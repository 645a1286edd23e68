import { z } from "zod";

const Entry = z.object({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  peer: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
type Entry = z.infer<typeof Entry>;
type Stub = Entry & {
  readonly optional: true;
  readonly os: string[];
  readonly cpu?: string[];
  readonly libc?: string[];
};

// In the order of the file, so that writing it back changes nothing else.
const LockFile = z.looseObject({
  name: z.string(),
  version: z.string(),
  lockfileVersion: z.literal(3),
  requires: z.boolean(),
  packages: z.record(z.string(), z.unknown()),
});

const systems = [
  "darwin",
  "linux",
  "win32",
  "android",
  "freebsd",
  "openbsd",
  "netbsd",
  "sunos",
  "aix",
  "openharmony",
];
const processors = ["arm64", "x64", "ia32", "arm", "loong64", "mips64el", "ppc64", "riscv64", "s390x"];
const exactVersion = /^\d+\.\d+\.\d+[\w.+-]*$/;

/**
 * Adds the packages of other platforms that the registry at hand lacked when the lock was written. Without
 * them `npm ci` refuses the lock, and people on those platforms would go without.
 */
export function completeLock(text: string): { text: string; added: string[] } {
  const lock = LockFile.parse(JSON.parse(text));
  const packages = z.record(z.string(), Entry).parse(lock.packages);
  const stubs: Record<string, Entry> = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const known = { ...packages, ...stubs };
      const found = resolve(known, path, name);
      if (found !== null && satisfies(known[found]?.version, range)) continue;
      const stub = describe(name, range, entry);
      // At the top where the name is free there, otherwise below the package that asks for it.
      const place = found === null ? `node_modules/${name}` : `${path}/node_modules/${name}`;
      if (stub !== null) stubs[place] = stub;
    }
  }
  const sorted = Object.entries({ ...lock.packages, ...stubs }).sort(([a], [b]) => (a < b ? -1 : 1));
  const completed = { ...lock, packages: Object.fromEntries(sorted) };
  return { text: `${JSON.stringify(completed, null, 2)}\n`, added: Object.keys(stubs) };
}

// Where Node would find the package, seen from the one that asks for it.
function resolve(packages: Record<string, Entry>, from: string, name: string): string | null {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (path in packages) return path;
    if (folder === "") return null;
  }
}

function parentOf(path: string): string {
  const end = path.lastIndexOf("/node_modules/");
  return end === -1 ? "" : path.slice(0, end);
}

// The packages of one tool are released together and ask for each other exactly.
function satisfies(version: string | undefined, range: string): boolean {
  return !exactVersion.test(range) || version === range;
}

function describe(name: string, range: string, parent: Entry): Stub | null {
  const words = name.split(/[-/@.]/);
  const system = systems.find((candidate) => words.includes(candidate));
  const version = range.replace(/^[\^~]/, "");
  if (system === undefined || !exactVersion.test(version)) return null;
  const processor =
    processors.find((candidate) => words.includes(candidate)) ??
    (words.some((word) => /^arm(v\d+|hf|eabi)/.test(word)) ? "arm" : undefined);
  const libraries = { musl: "musl", musleabihf: "musl", gnu: "glibc", gnueabihf: "glibc" };
  const libc = Object.entries(libraries).find(([word]) => words.includes(word))?.[1];
  return {
    version,
    ...(processor !== undefined && { cpu: [processor] }),
    ...(libc !== undefined && { libc: [libc] }),
    ...(parent.dev === true && { dev: true }),
    ...(parent.devOptional === true && { devOptional: true }),
    ...(parent.peer === true && { peer: true }),
    optional: true,
    os: [system],
  };
}
