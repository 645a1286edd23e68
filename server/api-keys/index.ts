import { createApiKey } from "./create.ts";
import { listApiKeys } from "./list.ts";
import { revokeApiKey } from "./revoke.ts";

export { resolveApiKey, type ResolvedApiKey } from "./resolve.ts";
export { createApiKey, listApiKeys, revokeApiKey };

export const apiKeyOperations = [createApiKey, listApiKeys, revokeApiKey] as const;
