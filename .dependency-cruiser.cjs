/** Imports go downhill: docs/decisions/0001-rooms-and-doors.md. Each rule says what a folder may not reach. */
const tests = "\\.test\\.tsx?$";
const platform = "^server/(auth|jobs|realtime|billing|storage|google|llm|health|effects)/";
const domain =
  "^server/(workspaces|contacts|companies|deals|tasks|notes|tags|interactions|documents|search|insights|sync|connections|ignored|suggestions|calendar|drafts|chat|memories|automations|change-sets|api-keys)/";
const doors = "^server/(session|actions|api|mcp)/";
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { pathNot: tests, ...from },
  to,
});

module.exports = {
  forbidden: [
    forbid(
      "no-cycles",
      "Two files that need each other are one thing.",
      {},
      { circular: true, dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "lib-is-alone",
      "lib runs on both sides of the wire.",
      { path: "^lib/" },
      { path: "^(app|components|server|drizzle|worker|local|bench|e2e)/" },
    ),
    forbid(
      "schema-is-low",
      "Tables know lib and each other.",
      { path: "^drizzle/schema/" },
      { path: "^(app|components|server|worker|local)/" },
    ),
    forbid(
      "ui-is-plain",
      "Primitives know no room.",
      { path: "^components/ui/" },
      { path: "^(server|app|worker|drizzle|components/(?!ui/))" },
    ),
    forbid(
      "components-use-actions",
      "What the browser runs reaches the server by actions alone.",
      { path: "^components/" },
      { path: "^(server/(?!actions/)|drizzle|worker|app)", dependencyTypesNot: ["type-only"] },
    ),
    forbid(
      "app-is-thin",
      "Pages call doors and rooms' indexes.",
      { path: "^app/" },
      { path: "^(drizzle/|server/db/|worker/|local/)" },
    ),
    forbid(
      "app-no-inner-files",
      "A room is entered by its index.",
      { path: "^app/" },
      { path: "^server/[^/]+/(?!index\\.ts$).+", pathNot: "^server/actions/" },
    ),
    forbid(
      "env-is-lowest",
      "env reads the environment and nothing else of ours.",
      { path: "^server/env(-schema|-problems)?\\.ts$" },
      { path: "^(app|components|worker|drizzle|server/(?!env(-schema|-problems)?\\.ts))" },
    ),
    forbid(
      "observability-is-low",
      "",
      { path: "^server/observability/" },
      { path: "^(server/(?!env\\.ts|observability/)|drizzle|worker|app|components)" },
    ),
    forbid(
      "db-is-low",
      "",
      { path: "^server/db/" },
      { path: "^(server/(?!env\\.ts|observability/|db/)|worker|app|components)" },
    ),
    forbid(
      "core-is-low",
      "What core needs from above are ports.",
      { path: "^server/core/" },
      { path: "^(server/(?!env\\.ts|observability/|db/|core/)|worker|app|components)" },
    ),
    forbid(
      "platform-knows-no-domain",
      "",
      { path: platform },
      { path: `${domain}|^server/(registry|assistant)/|${doors}|^(worker|app|components)/` },
    ),
    forbid(
      "drivers-know-no-tables",
      "",
      { path: "^server/(google|llm)/" },
      { path: "^(server/db|drizzle)/" },
    ),
    forbid(
      "no-queries-outside-rooms",
      "Whoever asks the database is a room: drizzle stays with the rooms and below them.",
      { path: `^(components|app|lib)/|^server/(google|llm|assistant)/|${doors}` },
      { path: "node_modules/drizzle-orm/" },
    ),
    forbid(
      "google-speaks-to-google",
      "The rest calls server/google.",
      { path: "^(app|components|lib|server|worker|drizzle)/", pathNot: `^server/google/|${tests}` },
      { path: "node_modules/googleapis/" },
    ),
    forbid(
      "googleapis-by-api",
      "The package as a whole is 200 MB of every API there is.",
      {},
      { path: "node_modules/googleapis/", pathNot: "/build/src/apis/(gmail|calendar)/index\\.(js|d\\.ts)$" },
    ),
    forbid(
      "domain-knows-no-doors",
      "",
      { path: domain },
      { path: `^server/(registry|assistant)/|${doors}|^(worker|app|components)/` },
    ),
    forbid(
      "registry-knows-no-doors",
      "",
      { path: "^server/registry/" },
      { path: `^server/assistant/|${doors}|^(worker|app|components)/` },
    ),
    forbid(
      "assistant-knows-no-tables",
      "",
      { path: "^server/assistant/" },
      { path: `^server/db/|^drizzle/|${doors}|^(worker|app|components)/` },
    ),
    forbid(
      "doors-know-no-tables",
      "A rule placed in a door is missed by the next door.",
      { path: doors },
      { path: "^(server/db|drizzle|worker|app|components)/" },
    ),
    forbid(
      "next-only-in-its-doors",
      "The rest is plain Node.",
      { path: "^(server/(?!actions/|session/)|worker|lib)" },
      { path: "node_modules/next/" },
    ),
    forbid(
      "worker-knows-no-web",
      "",
      { path: "^worker/" },
      { path: "^(server/(actions|session|api|mcp)/|app|components|node_modules/next/)" },
    ),
    forbid(
      "rooms-by-index",
      "Another room is entered by its index.",
      { path: "^server/([^/]+)/" },
      { path: "^server/[^/]+/(?!index\\.ts$).+", pathNot: ["^server/$1/"] },
    ),
    forbid(
      "nobody-imports-tools",
      "local, bench and e2e run the product, and are no part of it.",
      { path: "^(app|components|lib|server|drizzle|worker)/" },
      { path: "^(local|bench|e2e)/" },
    ),
    forbid(
      "no-orphans",
      "Code that nothing reaches.",
      { orphan: true, path: "^(lib|server|components)/" },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|\\.local|node_modules/(?!(next|drizzle-orm|googleapis)/))" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".mjs"],
      conditionNames: ["import", "node", "default"],
      exportsFields: ["exports"],
    },
  },
};
