export { answerHere, followHere } from "./answer-here.ts";
export { excerptsOfProgram } from "./excerpts.ts";
export { hasOutsideText, outsideNotice, type OutsideText, outsideTexts } from "./outside.ts";
export { processAnswer } from "./process-answer.ts";
export { processResume } from "./process-resume.ts";
export { interruptTurns } from "./running-turns.ts";
export { runTurn } from "./run-turn.ts";
export type { ChatChunk, Sink } from "./sink.ts";
export { assistantTools } from "./tools.ts";
