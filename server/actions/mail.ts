"use server";

import * as mail from "#server/mail/index.ts";

import { action } from "./action.ts";

export const sendMail = action(mail.sendMail);
export const callBackMail = action(mail.callBackMail);
export const archiveMail = action(mail.archiveMail);
export const labelMail = action(mail.labelMail);
