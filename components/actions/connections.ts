import * as actions from "#server/actions/connections.ts";
import { reaching } from "#components/live/reaching.ts";

export const disconnectAccount = /*#__PURE__*/ reaching(actions.disconnectAccount);
export const startGoogle = /*#__PURE__*/ reaching(actions.startGoogle);
