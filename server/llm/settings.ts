import { env } from "#server/env.ts";

/** What a model is asked for; each may have a model of its own. */
export type UseCase = "chat";

/** True when a model can be asked at all; without one the assistant says so. */
export const modelSetUp = (): boolean => env().OPENAI_API_KEY !== undefined;

export const modelNameFor = (useCase: UseCase): string => {
  switch (useCase) {
    case "chat":
      return env().OPENAI_MODEL;
  }
};

/** True while a stand-in on this machine answers: it costs nothing. */
export const isStandIn = (): boolean => env().LOCAL_STAND_INS.includes("model");
