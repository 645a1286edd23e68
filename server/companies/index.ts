import { createCompany } from "./create.ts";
import { deleteCompany } from "./delete.ts";
import { getCompany } from "./get.ts";
import { companyRow } from "./internal.ts";
import { listCompanies } from "./list.ts";
import { restoreCompany } from "./restore.ts";
import { updateCompany } from "./update.ts";

export { companyRow, createCompany, deleteCompany, getCompany, listCompanies, restoreCompany, updateCompany };

export const companyOperations = [
  createCompany,
  getCompany,
  listCompanies,
  updateCompany,
  deleteCompany,
  restoreCompany,
] as const;
