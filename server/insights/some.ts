/** The first `atMost` rows, and whether one more was read. */
export function cutToMore<Row, Item>(
  rows: readonly Row[],
  atMost: number,
  item: (row: Row) => Item,
): { items: Item[]; more: boolean } {
  return { items: rows.slice(0, atMost).map(item), more: rows.length > atMost };
}
