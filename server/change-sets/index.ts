import { getChangeSet } from "./get.ts";
import { listChangeSets } from "./list.ts";
import { revertAllChangeSets } from "./revert-all.ts";
import { revertChangeSet } from "./revert.ts";

export { performRevert } from "./perform-revert.ts";
export { getChangeSet, listChangeSets, revertAllChangeSets, revertChangeSet };

export const changeSetOperations = [
  listChangeSets,
  getChangeSet,
  revertChangeSet,
  revertAllChangeSets,
] as const;
