import * as actions from "#server/actions/proposals.ts";
import { reaching } from "#components/live/reaching.ts";

export const approveProposal = /*#__PURE__*/ reaching(actions.approveProposal);
export const rejectProposal = /*#__PURE__*/ reaching(actions.rejectProposal);
export const reopenProposal = /*#__PURE__*/ reaching(actions.reopenProposal);
