/** A subject without what mail programs put before it for answers and forwards; itself where nothing else is left. */
export function plainSubject(subject: string): string {
  const plain = subject.replace(/^(?:\s*(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv)\s*(?:\[\d+\])?\s*:)+\s*/i, "");
  return plain === "" ? subject : plain;
}
