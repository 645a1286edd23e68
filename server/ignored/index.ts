import { addIgnored } from "./add.ts";
import { listIgnored } from "./list.ts";
import { removeIgnored } from "./remove.ts";

export { ignore, ignoredOf, stopIgnoring } from "./internal.ts";
export { addIgnored, listIgnored, removeIgnored };

export const ignoredOperations = [addIgnored, listIgnored, removeIgnored] as const;
