import * as actions from "#server/actions/ignored.ts";
import { reaching } from "#components/live/reaching.ts";

export const addIgnored = /*#__PURE__*/ reaching(actions.addIgnored);
export const removeIgnored = /*#__PURE__*/ reaching(actions.removeIgnored);
