import { type ApiRoute, text } from "../api.ts";
import { mailLabels, mailLabelsChange } from "../oauth/scopes.ts";
import { changeLabels } from "./change.ts";
import { createLabel, deleteLabel, forgetLabel, labelResource, listLabels, renameLabel } from "./labels.ts";
import { announceMail } from "./push.ts";

const user = "/gmail/v1/users/:userId";
const rename: ApiRoute["run"] = async ({ google, account, param, json }) =>
  renameLabel(google.database, account, param("id"), text((await json())["name"]) ?? param("id"));

export const labelRoutes: readonly ApiRoute[] = [
  {
    at: `GET ${user}/labels`,
    scopes: mailLabels,
    units: 1,
    run: ({ google, account }) => ({ labels: listLabels(google.database, account) }),
  },
  {
    at: `GET ${user}/labels/:id`,
    scopes: mailLabels,
    units: 1,
    run: ({ google, account, param }) => labelResource(google.database, account, param("id")),
  },
  {
    at: `POST ${user}/labels`,
    scopes: mailLabelsChange,
    units: 5,
    run: async ({ google, account, json }) =>
      createLabel(google.database, account, text((await json())["name"]) ?? ""),
  },
  { at: `PATCH ${user}/labels/:id`, scopes: mailLabelsChange, units: 5, run: rename },
  { at: `PUT ${user}/labels/:id`, scopes: mailLabelsChange, units: 5, run: rename },
  {
    at: `DELETE ${user}/labels/:id`,
    scopes: mailLabelsChange,
    units: 5,
    run({ google, account, param }) {
      const { database } = google;
      database.atomically(() => {
        for (const id of deleteLabel(database, account, param("id"))) {
          changeLabels(database, account, id, { add: [], remove: [param("id")] });
        }
        forgetLabel(database, account, param("id"));
      });
      announceMail(google, account);
    },
  },
];
