"use server";

import * as tags from "#server/tags/index.ts";

import { action } from "./action.ts";

export const createTag = action(tags.createTag);
export const updateTag = action(tags.updateTag);
export const deleteTag = action(tags.deleteTag);
export const addTag = action(tags.addTag);
export const removeTag = action(tags.removeTag);
