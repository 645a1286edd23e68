/** What names the instance that a journey runs against. */
export const instanceNames = ["E2E_URL", "E2E_STATE_DIR", "E2E_STORAGE_URL"] as const;

// Each of the runner's workers has one of its own: what a journey does to a worker, a model or Google meets no other.
const index = process.env["TEST_PARALLEL_INDEX"];
for (const name of instanceNames) {
  const own = process.env[`${name}_${index ?? "0"}`];
  if (process.env[name] === undefined && own !== undefined) process.env[name] = own;
}
