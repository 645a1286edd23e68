import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";

import type { Interaction } from "#lib/schemas/interactions.ts";

import { Message } from "./message.tsx";

const meeting = {
  startAt: "2026-02-28T23:00:00.000Z",
  endAt: "2026-03-01T23:00:00.000Z",
  startDate: "2026-03-01",
  endDate: "2026-03-02",
  timeZone: "Europe/Berlin",
  status: "confirmed",
  isSeries: false,
  location: null,
  conferenceUrl: null,
} as const;
const trip: Interaction = {
  id: "01a23183-36e5-745a-9b56-fb62c2e55ebb",
  threadId: "01a23183-36e5-745a-9b56-fb62c2e55ebc",
  kind: "meeting",
  direction: "inbound",
  senderKind: "person",
  occurredAt: meeting.startAt,
  readable: true,
  subject: "Trip",
  snippet: "",
  body: "To the sea",
  quoted: null,
  signature: null,
  cut: false,
  from: null,
  participants: [],
  participantCount: 0,
  attachments: [],
  warnings: [],
  meeting,
  sources: [],
};
const shown = (interaction: Interaction) =>
  renderToStaticMarkup(createElement(Message, { interaction, startsOpen: true }));

test("a meeting of whole days has its date, and no clock time", () => {
  expect(shown(trip)).toContain("1 Mar 2026");
  expect(shown(trip)).not.toMatch(/\d\d:\d\d/);
});

test("one with a time has it", () => {
  const timed = { ...meeting, startAt: "2026-03-01T10:00:00.000Z", startDate: null, endDate: null };
  expect(shown({ ...trip, occurredAt: timed.startAt, meeting: timed })).toMatch(/title="[^"]*10:00"/);
});
