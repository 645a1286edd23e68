import { archiveMail } from "./archive.ts";
import { callBackMail } from "./call-back.ts";
import { getMail } from "./get.ts";
import { labelMail } from "./label.ts";
import { sendMail } from "./send.ts";
import { readVoice } from "./voice.ts";

export { mailAddressesOfEach, type Somebody } from "./addresses-of.ts";
export { labelsEffect } from "./labels-effect.ts";
export { sendEffect } from "./send-effect.ts";
export { archiveMail, callBackMail, getMail, labelMail, readVoice, sendMail };

export const mailOperations = [sendMail, callBackMail, getMail, readVoice, archiveMail, labelMail] as const;
