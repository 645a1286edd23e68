"use server";

import * as calendar from "#server/calendar/index.ts";

import { action } from "./action.ts";

export const moveEvent = action(calendar.moveEvent);
export const deleteEvent = action(calendar.deleteEvent);
