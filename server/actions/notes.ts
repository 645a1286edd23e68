"use server";

import * as notes from "#server/notes/index.ts";

import { action } from "./action.ts";

export const createNote = action(notes.createNote);
export const updateNote = action(notes.updateNote);
export const deleteNote = action(notes.deleteNote);
export const restoreNote = action(notes.restoreNote);
