import { getChangeSet } from "./get.ts";
import { listChangeSets } from "./list.ts";
import { revertChangeSet } from "./revert.ts";

export { performRevert } from "./perform-revert.ts";
export { getChangeSet, listChangeSets, revertChangeSet };

export const changeSetOperations = [listChangeSets, getChangeSet, revertChangeSet] as const;
