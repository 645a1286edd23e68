import { z } from "zod";

import { Id, Instant, line, page, PageInput } from "./common.ts";
import { Scope } from "./permissions.ts";

export const CreateApiKeyInput = z.strictObject({
  name: line(100),
  scopes: z
    .array(Scope)
    .min(1, "Choose at least one scope.")
    .max(Scope.options.length)
    .transform((list) => [...new Set(list)]),
  /** Never, when left out. */
  expiresAt: Instant.nullish(),
});
export type CreateApiKeyInput = z.input<typeof CreateApiKeyInput>;

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** What is left to see of the key: it starts with `ocrm_` and this. */
  prefix: z.string(),
  scopes: z.array(Scope),
  /** Whose it is: it acts as them. */
  userId: Id,
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
  /** To the minute. */
  lastUsedAt: Instant.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreatedApiKey = ApiKey.extend({
  /** Shown this once and kept nowhere; null when the request is a repeat. */
  key: z.string().nullable(),
});
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const ListApiKeysInput = PageInput;
export const ApiKeyPage = page(ApiKey);
export type ApiKeyPage = z.infer<typeof ApiKeyPage>;
