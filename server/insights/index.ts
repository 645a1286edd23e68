import { getToday } from "./today.ts";

export { getToday };

export const insightOperations = [getToday] as const;
