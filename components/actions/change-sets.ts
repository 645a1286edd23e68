import * as actions from "#server/actions/change-sets.ts";
import { reaching } from "#components/live/reaching.ts";

export const revertChangeSet = /*#__PURE__*/ reaching(actions.revertChangeSet);
export const revertAllChangeSets = /*#__PURE__*/ reaching(actions.revertAllChangeSets);
