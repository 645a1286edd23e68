import * as actions from "#server/actions/calendar.ts";
import { reaching } from "#components/live/reaching.ts";

export const moveEvent = /*#__PURE__*/ reaching(actions.moveEvent);
export const deleteEvent = /*#__PURE__*/ reaching(actions.deleteEvent);
