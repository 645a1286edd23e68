import { type SQL, sql } from "drizzle-orm";

/** A list of ids as one parameter: `= any(${uuidArray(ids)})`. */
export const uuidArray = (ids: readonly string[]): SQL => sql`${`{${ids.join(",")}}`}::uuid[]`;
