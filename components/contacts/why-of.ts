export interface WhyOf {
  recordId: string;
  /** What is asked about, in words: "Title". */
  label: string;
  /** Its columns; none for what only came with the record. */
  columns: readonly string[];
  ownId: string;
}
