import type { NotAMessage } from "./types.ts";
export function isFailure(result: object): result is NotAMessage {
  return "failed" in result;
}
