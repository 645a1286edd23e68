import { addTag } from "./add.ts";
import { createTag } from "./create.ts";
import { deleteTag } from "./delete.ts";
import { listTags } from "./list.ts";
import { removeTag } from "./remove.ts";
import { updateTag } from "./update.ts";

export { addTag, createTag, deleteTag, listTags, removeTag, updateTag };

export const tagOperations = [createTag, listTags, updateTag, deleteTag, addTag, removeTag] as const;
