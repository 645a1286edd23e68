import * as actions from "#server/actions/profile.ts";
import { reaching } from "#components/live/reaching.ts";

export const updateProfile = /*#__PURE__*/ reaching(actions.updateProfile);
