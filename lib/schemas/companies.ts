import { z } from "zod";

import { Audience, Count, Id, Instant, line, page, PageInput } from "./common.ts";

const hostName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** The host of "https://www.Acme.com/team", "acme.com" or the like; "" for what has none. */
function hostOf(value: string): string {
  if (value.includes("@")) return "";
  try {
    const { hostname } = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(value) ? value : `https://${value}`);
    return hostname
      .toLowerCase()
      .replace(/\.$/, "")
      .replace(/^www\.(?=.+\.)/, "");
  } catch {
    return "";
  }
}

/** A web address or host name, kept as the bare host: lower case, without scheme, "www." and path. */
export const Domain = z
  .string()
  .trim()
  .max(500, "At most 500 characters.")
  .transform(hostOf)
  .pipe(z.string().regex(hostName, "Not a domain. Write it like acme.com."));

export const CreateCompanyInput = z.strictObject({
  name: line(200),
  domain: Domain.nullish(),
});
export type CreateCompanyInput = z.input<typeof CreateCompanyInput>;

export const UpdateCompanyInput = z.strictObject({
  id: Id,
  name: line(200).optional(),
  domain: Domain.nullish(),
  /** Refuses with `stale` when the company is no longer at this version. */
  expectedVersion: z.int().positive().optional(),
});
export type UpdateCompanyInput = z.input<typeof UpdateCompanyInput>;

const people = {
  /** Contacts of the company that the caller sees, up to 100. */
  peopleCount: z.int(),
  /** There are more than `peopleCount` says. */
  peopleCountCapped: z.boolean(),
};

export const Company = z.object({
  id: Id,
  name: z.string(),
  domain: z.string().nullable(),
  /** Who added it, or whose mail or calendar brought it. */
  ownerId: Id,
  /** Null where they have no profile here. */
  ownerName: z.string().nullable(),
  audience: Audience,
  origin: z.enum(["person", "sync"]),
  ...people,
  lastInteractionAt: Instant.nullable(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  deletedAt: Instant.nullable(),
});
export type Company = z.infer<typeof Company>;

export const ListCompaniesInput = PageInput.extend({
  sort: z.enum(["name", "recent"]).default("name"),
  deleted: z.enum(["true", "false"]).default("false"),
  /** Also how many there are. */
  count: z.enum(["true", "false"]).default("false"),
});
export type ListCompaniesInput = z.input<typeof ListCompaniesInput>;

export const CompanyListItem = z.object({
  id: Id,
  name: z.string(),
  domain: z.string().nullable(),
  ...people,
});
export const CompanyPage = page(CompanyListItem).extend({
  /** Where it was asked for. */
  count: Count.optional(),
});
export type CompanyPage = z.infer<typeof CompanyPage>;
