/** A calendar file of these components, with the line ends of RFC 5545. */
export function ics(components: readonly string[], head: readonly string[] = []): Buffer {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", ...head];
  for (const component of components) lines.push(...component.trim().split("\n"));
  return Buffer.from([...lines, "END:VCALENDAR", ""].join("\r\n"));
}

export const vevent = (lines: readonly string[]): string =>
  ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\n");

/** Rules as Outlook writes them, under a name of its own. */
export const outlookZone = `BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE`;

/** The calendar of fillCalendar, as Google would export it. */
export const googleExport = (me: string): Buffer =>
  ics(
    [
      vevent([
        "DTSTART:20260302T110000Z",
        "DTEND:20260302T120000Z",
        "DTSTAMP:20260301T090000Z",
        `ORGANIZER;CN=${me}:mailto:${me}`,
        "UID:lunch@x",
        `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=${me};`,
        ` X-NUM-GUESTS=0:mailto:${me}`,
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ann Acme;X-",
        " NUM-GUESTS=0:mailto:ann@acme.example",
        "ATTENDEE;CUTYPE=RESOURCE;PARTSTAT=ACCEPTED;CN=Room:mailto:room@x.example",
        "X-GOOGLE-CONFERENCE:https://meet.example/x",
        "DESCRIPTION:<b>Bring</b> the plan",
        "LOCATION:Café",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY:Lunch",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:This is an event reminder",
        "TRIGGER:-P0DT0H10M0S",
        "END:VALARM",
      ]),
      vevent([
        "DTSTART;TZID=Europe/Berlin:20260304T090000",
        "DTEND;TZID=Europe/Berlin:20260304T093000",
        "RRULE:FREQ=WEEKLY;COUNT=6",
        "EXDATE;TZID=Europe/Berlin:20260318T090000",
        "ORGANIZER;CN=boss@corp.example:mailto:boss@corp.example",
        "UID:weekly@x",
        `ATTENDEE;PARTSTAT=ACCEPTED;CN=${me}:mailto:${me}`,
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:boss@corp.example",
        "SUMMARY:Weekly",
      ]),
      vevent([
        "DTSTART;TZID=Europe/Berlin:20260311T150000",
        "DTEND;TZID=Europe/Berlin:20260311T153000",
        "ORGANIZER:mailto:boss@corp.example",
        "UID:weekly@x",
        `ATTENDEE;PARTSTAT=ACCEPTED;CN=${me}:mailto:${me}`,
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:boss@corp.example",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260311T090000",
        "SUMMARY:Weekly\\, later",
      ]),
      vevent([
        "DTSTART;TZID=Europe/Berlin:20260325T090000",
        "UID:weekly@x",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260325T090000",
        "STATUS:CANCELLED",
      ]),
      vevent([
        "DTSTART;VALUE=DATE:20260328",
        "DTEND;VALUE=DATE:20260330",
        "UID:trip@x",
        `ORGANIZER:mailto:${me}`,
        "SUMMARY:Trip",
      ]),
      vevent([
        "DTSTART:20260303T080000Z",
        "DTEND:20260303T090000Z",
        "ORGANIZER:mailto:spam@prize.example",
        "UID:spam@x",
        `ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:${me}`,
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:spam@prize.example",
        "SUMMARY:You won",
      ]),
      "BEGIN:VTODO\nUID:todo@x\nSUMMARY:Buy milk\nEND:VTODO",
    ],
    ["CALSCALE:GREGORIAN", "METHOD:PUBLISH", `X-WR-CALNAME:${me}`, "X-WR-TIMEZONE:Europe/Berlin"],
  );
