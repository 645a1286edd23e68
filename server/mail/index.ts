import { callBackMail } from "./call-back.ts";
import { getMail } from "./get.ts";
import { sendMail } from "./send.ts";
import { readVoice } from "./voice.ts";

export { sendEffect } from "./send-effect.ts";
export { callBackMail, getMail, readVoice, sendMail };

export const mailOperations = [sendMail, callBackMail, getMail, readVoice] as const;
