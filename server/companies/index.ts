import { createCompany } from "./create.ts";
import { deleteCompany } from "./delete.ts";
import { getCompany } from "./get.ts";
import { companyRow } from "./internal.ts";
import { listCompanies } from "./list.ts";
import { restoreCompany } from "./restore.ts";
import { readTimeline } from "./read-timeline.ts";
import { companyTimeline } from "./timeline.ts";
import { updateCompany } from "./update.ts";

export {
  companyRow,
  companyTimeline,
  createCompany,
  deleteCompany,
  getCompany,
  listCompanies,
  readTimeline,
  restoreCompany,
  updateCompany,
};

export const companyOperations = [
  createCompany,
  getCompany,
  listCompanies,
  updateCompany,
  deleteCompany,
  restoreCompany,
  companyTimeline,
] as const;
