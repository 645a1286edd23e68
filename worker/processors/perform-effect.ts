import { eventEffect } from "#server/calendar/index.ts";
import { draftEffect } from "#server/drafts/index.ts";
import { type EffectDrivers, performEffect } from "#server/effects/index.ts";
import { sendEffect } from "#server/mail/index.ts";
import type { Processor } from "#server/jobs/index.ts";

const drivers: EffectDrivers = {
  "events.create": eventEffect,
  "drafts.create": draftEffect,
  "mail.send": sendEffect,
};

/** Does outside what an operation asked for, or takes it back. */
export const performEffectJob: Processor<"effects.perform"> = (job) => performEffect(job, drivers);
