/** Tokens do not come and go with a row: what a person opened at the provider is opened and closed in the settings. */
export const operationsNotTakenBack: ReadonlySet<string> = new Set([
  "connections.connect",
  "connections.disconnect",
  "connections.markReconnectNeeded",
  "connections.takeBack",
]);

/** Members and profiles are changed back by whoever may change them. */
export const tablesNotTakenBack: ReadonlySet<string> = new Set(["members", "profiles"]);
