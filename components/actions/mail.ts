import * as actions from "#server/actions/mail.ts";
import { reaching } from "#components/live/reaching.ts";

export const sendMail = /*#__PURE__*/ reaching(actions.sendMail);
export const callBackMail = /*#__PURE__*/ reaching(actions.callBackMail);
export const archiveMail = /*#__PURE__*/ reaching(actions.archiveMail);
export const labelMail = /*#__PURE__*/ reaching(actions.labelMail);
