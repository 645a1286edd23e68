import { z } from "zod";
import type { EventBody } from "./event.ts";

const Wanted = z.looseObject({ createRequest: z.looseObject({ requestId: z.string() }) });

/** A video call where the client asks for one, and says that it understands them. */
export function withConference<Event extends EventBody>(event: Event, query: URLSearchParams): Event {
  const { conferenceData, ...rest } = event;
  if (query.get("conferenceDataVersion") !== "1") return event;
  const wanted = Wanted.safeParse(conferenceData);
  if (!wanted.success) return event;
  const hangoutLink = `https://meet.google.com/${wanted.data.createRequest.requestId.slice(0, 12)}`;
  return {
    ...event,
    ...rest,
    hangoutLink,
    conferenceData: {
      createRequest: { ...wanted.data.createRequest, status: { statusCode: "success" } },
      entryPoints: [{ entryPointType: "video", uri: hangoutLink }],
      conferenceSolution: { key: { type: "hangoutsMeet" }, name: "Google Meet" },
    },
  };
}
