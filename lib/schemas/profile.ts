import { z } from "zod";

import { Id, line, Role } from "./common.ts";

const knowsZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^(?:UTC|[A-Z][\w+-]*(?:\/[\w+-]+)+)$/.test(name);
  } catch {
    return false;
  }
};

/** A name of the IANA time zone database. */
export const TimeZone = z
  .string()
  .max(64)
  .refine(knowsZone, "Not a time zone. Choose one like Europe/Berlin.");

export const Profile = z.object({
  id: Id,
  email: z.string(),
  displayName: z.string(),
  timeZone: z.string(),
  role: Role,
  workspaceName: z.string(),
  version: z.int(),
});
export type Profile = z.infer<typeof Profile>;

export const GetProfileInput = z.object({});

export const UpdateProfileInput = z.strictObject({
  displayName: line(200).optional(),
  timeZone: TimeZone.optional(),
  /** Refuses with `stale` when the profile is no longer at this version. */
  expectedVersion: z.int().positive().optional(),
});
export type UpdateProfileInput = z.input<typeof UpdateProfileInput>;

export const serviceNames = ["postgres", "redis", "auth", "google", "model"] as const;

export const SystemDescription = z.object({
  version: z.string(),
  /** What the assistant asks; null where no model is set up. */
  model: z.string().nullable(),
  /** Who is asked for simple requests and for the others, in order: "openai/gpt-5-mini". */
  models: z.object({ fast: z.array(z.string()), strong: z.array(z.string()) }),
  services: z.array(
    z.object({
      name: z.enum(serviceNames),
      /** Named in the settings, be it real or a stand-in. */
      configured: z.boolean(),
      /** Runs on this machine in place of the real one. */
      standIn: z.boolean(),
    }),
  ),
});
export type SystemDescription = z.infer<typeof SystemDescription>;

export const DescribeSystemInput = z.object({});
