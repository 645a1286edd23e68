import { createMemory } from "./create.ts";
import { deleteMemory } from "./delete.ts";
import { listMemories } from "./list.ts";
import { restoreMemory } from "./restore.ts";
import { updateMemory } from "./update.ts";

export { memoriesOf } from "./internal.ts";
export { createMemory, deleteMemory, listMemories, restoreMemory, updateMemory };

export const memoryOperations = [
  createMemory,
  listMemories,
  updateMemory,
  deleteMemory,
  restoreMemory,
] as const;
