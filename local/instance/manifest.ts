import { rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readJson, writePrivateJson } from "#local/process/files.ts";

const Service = z.object({ url: z.string().nullable(), standIn: z.boolean() });
const Login = z.object({ email: z.string(), password: z.string(), apiKey: z.string() });

/** What other programs read to find a running instance: `omnicrm.json` in the state directory. */
export const Manifest = Login.partial().extend({
  url: z.string(),
  secondUser: Login.optional(),
  services: z.object({ postgres: Service, redis: Service, auth: Service, google: Service, model: Service }),
});
export type Manifest = z.infer<typeof Manifest>;

export function manifestPath(stateDir: string): string {
  return join(stateDir, "omnicrm.json");
}

export function readManifest(stateDir: string): Manifest | null {
  return readJson(manifestPath(stateDir), Manifest);
}

export function writeManifest(stateDir: string, manifest: Manifest): void {
  writePrivateJson(manifestPath(stateDir), manifest);
}

export function removeManifest(stateDir: string): void {
  rmSync(manifestPath(stateDir), { force: true });
}
