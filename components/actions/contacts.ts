import * as actions from "#server/actions/contacts.ts";
import { reaching } from "#components/live/reaching.ts";

export const createContact = /*#__PURE__*/ reaching(actions.createContact);
export const updateContact = /*#__PURE__*/ reaching(actions.updateContact);
export const deleteContact = /*#__PURE__*/ reaching(actions.deleteContact);
export const restoreContact = /*#__PURE__*/ reaching(actions.restoreContact);
