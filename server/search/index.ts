import { searchQuery } from "./query.ts";

export { searchQuery };

export const searchOperations = [searchQuery] as const;
