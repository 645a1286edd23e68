import { DescribeSystemInput, serviceNames, SystemDescription } from "#lib/schemas/profile.ts";
import { operation } from "#server/core/index.ts";
import { env } from "#server/env.ts";

/** Of the product, as package.json has it. */
const version = "0.1.0";

export const describeSystem = operation({
  name: "system.describe",
  summary: "Which services are real and which stand in, and the version",
  input: DescribeSystemInput,
  output: SystemDescription,
  permission: "profile:read",
  effect: "read",
  doors: ["rest"],
  rest: { method: "GET", path: "/system" },
  run() {
    const { LOCAL_STAND_INS, GOOGLE_CLIENT_ID, OPENAI_API_KEY, OPENAI_MODEL } = env();
    // The others are demanded at boot: without them nothing runs.
    const unset = new Set<string>([
      ...(GOOGLE_CLIENT_ID === undefined ? ["google"] : []),
      ...(OPENAI_API_KEY === undefined ? ["model"] : []),
    ]);
    const services = serviceNames.map((name) => ({
      name,
      configured: !unset.has(name),
      standIn: !unset.has(name) && LOCAL_STAND_INS.includes(name),
    }));
    const model = OPENAI_API_KEY === undefined ? null : OPENAI_MODEL;
    return Promise.resolve({ version, model, services });
  },
});
