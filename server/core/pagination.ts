import { z } from "zod";

import { AppError } from "#lib/errors.ts";

/** An opaque cursor: the sort values of the last row, as JSON in base64url. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

/** Throws invalid_input unless the cursor decodes to `schema`. Null when there is none. */
export function decodeCursor<S extends z.ZodType>(cursor: string | undefined, schema: S): z.infer<S> | null {
  if (cursor === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch (cause) {
    throw new AppError(
      "invalid_input",
      "This page of the list is not known any more. Start again from the first page.",
      {
        cause,
        fields: { cursor: "Not a cursor of this list." },
      },
    );
  }
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Cuts the one row more that was read to learn whether another page follows. */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  key: (row: Row) => readonly (string | number | null)[],
  item: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(item), nextCursor: last === undefined ? null : encodeCursor(key(last)) };
}

/** The cursor of lists that are sorted by id alone. */
export const IdCursor = z.tuple([z.uuid()]);
