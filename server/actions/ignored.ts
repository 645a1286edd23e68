"use server";

import * as ignored from "#server/ignored/index.ts";

import { action } from "./action.ts";

export const addIgnored = action(ignored.addIgnored);
export const removeIgnored = action(ignored.removeIgnored);
