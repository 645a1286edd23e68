import { v7 } from "uuid";

/** A UUID v7: sorted by the time it was made, so that it serves as keyset and as primary key. */
export const newId = (): string => v7();
