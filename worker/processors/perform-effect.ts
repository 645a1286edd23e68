import { eventChangeEffect, eventEffect } from "#server/calendar/index.ts";
import { draftEffect } from "#server/drafts/index.ts";
import { type EffectDrivers, performEffect } from "#server/effects/index.ts";
import { labelsEffect, sendEffect } from "#server/mail/index.ts";
import type { Processor } from "#server/jobs/index.ts";

const drivers: EffectDrivers = {
  "events.create": eventEffect,
  "events.move": eventChangeEffect,
  "events.invite": eventChangeEffect,
  "events.delete": eventChangeEffect,
  "drafts.create": draftEffect,
  "mail.send": sendEffect,
  "mail.archive": labelsEffect,
  "mail.label": labelsEffect,
};

/** Does outside what an operation asked for, or takes it back. */
export const performEffectJob: Processor<"effects.perform"> = (job) => performEffect(job, drivers);
