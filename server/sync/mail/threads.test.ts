import { expect, it } from "vitest";
import { isReplySubject, subjectKey, threadKeys } from "./threads.ts";

it("gives the own id first, then the nearest ancestor, each once", () => {
  expect(threadKeys({ messageId: "c", references: ["a", "b"], inReplyTo: ["b", "x"] })).toEqual([
    "c",
    "b",
    "a",
    "x",
  ]);
  expect(threadKeys({ messageId: null, references: [], inReplyTo: [] })).toEqual([]);
});

it.each([
  ["The engine", "the engine", false],
  ["Re: The engine", "the engine", true],
  ["RE: re[2]: Re : The  engine", "the engine", true],
  ["AW: The engine", "the engine", true],
  ["Antw: The engine", "the engine", true],
  ["SV: The engine", "the engine", true],
  ["RES: The engine", "the engine", true],
  ["Odp: The engine", "the engine", true],
  ["R: The engine", "the engine", true],
  ["回复：The engine", "the engine", true],
  ["Ответ: The engine", "the engine", true],
  ["Fwd: The engine", "the engine", false],
  ["WG: AW: The engine", "the engine", false],
  ["Re: Fwd: The engine", "the engine", true],
  ["[R] The engine", "the engine", false],
  ["Re: [R] The engine", "the engine", true],
  ["[R] Re: [Engines] The engine", "the engine", true],
  ["The engine (fwd)", "the engine", false],
  ["[R]", "r", false],
  ["Re:", "", true],
  ["", "", false],
  ["Report: the engine", "report: the engine", false],
  ["Reply needed: engine", "reply needed: engine", false],
])("%j has the key %j", (subject, key, isReply) => {
  expect(subjectKey(subject)).toBe(key);
  expect(isReplySubject(subject)).toBe(isReply);
});
