import * as actions from "#server/actions/companies.ts";
import { reaching } from "#components/live/reaching.ts";

export const createCompany = /*#__PURE__*/ reaching(actions.createCompany);
export const updateCompany = /*#__PURE__*/ reaching(actions.updateCompany);
export const deleteCompany = /*#__PURE__*/ reaching(actions.deleteCompany);
export const restoreCompany = /*#__PURE__*/ reaching(actions.restoreCompany);
