import * as actions from "#server/actions/api-keys.ts";
import { reaching } from "#components/live/reaching.ts";

export const createApiKey = /*#__PURE__*/ reaching(actions.createApiKey);
export const revokeApiKey = /*#__PURE__*/ reaching(actions.revokeApiKey);
