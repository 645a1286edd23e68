import { DescribeSystemInput, serviceNames, SystemDescription } from "#lib/schemas/profile.ts";
import { operation } from "#server/core/index.ts";
import { env } from "#server/env.ts";
import { candidatesFor, firstModel, type Tier } from "#server/llm/index.ts";

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
    const { LOCAL_STAND_INS, GOOGLE_CLIENT_ID } = env();
    const model = firstModel("chat");
    // The others are demanded at boot: without them nothing runs.
    const unset = new Set<string>([
      ...(GOOGLE_CLIENT_ID === undefined ? ["google"] : []),
      ...(model === null ? ["model"] : []),
    ]);
    const services = serviceNames.map((name) => ({
      name,
      configured: !unset.has(name),
      standIn: !unset.has(name) && LOCAL_STAND_INS.includes(name),
    }));
    const names = (tier: Tier) =>
      candidatesFor("chat", tier).map(({ provider, model: name }) => `${provider}/${name}`);
    return Promise.resolve({
      version,
      model,
      models: { fast: names("fast"), strong: names("strong") },
      services,
    });
  },
});
