"use server";

import * as companies from "#server/companies/index.ts";

import { action } from "./action.ts";

export const createCompany = action(companies.createCompany);
export const updateCompany = action(companies.updateCompany);
export const deleteCompany = action(companies.deleteCompany);
export const restoreCompany = action(companies.restoreCompany);
