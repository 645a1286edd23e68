import { parseScript, type ScriptThread } from "../script.ts";
import { letterThreads } from "./letters.ts";
import { listThreads } from "./lists.ts";
import { clientPlots } from "./plots-clients.ts";
import { housePlots } from "./plots-house.ts";
import { otherPlots } from "./plots-more.ts";
import { clientShorts } from "./short-clients.ts";
import { homeShorts } from "./short-home.ts";
import { workShorts } from "./short-work.ts";

/** Every thread that is written out, in no order. */
export const writtenThreads: ScriptThread[] = [
  clientPlots,
  housePlots,
  otherPlots,
  clientShorts,
  workShorts,
  homeShorts,
  letterThreads,
  listThreads,
].flatMap(parseScript);
