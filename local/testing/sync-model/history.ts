import fc from "fast-check";

/** One thing that happens to a mailbox, two calendars, or the sync between them and us. `nth` counts round what there is. */
export type Happening =
  | { do: "deliver"; person: number; reply: boolean; labels: readonly string[] }
  | { do: "deliver again"; nth: number }
  | { do: "send"; person: number }
  | { do: "label"; nth: number; label: string }
  | { do: "trash" | "untrash" | "spam" | "unspam" | "delete"; nth: number }
  | { do: "draft"; person: number }
  | { do: "change draft" | "send draft"; nth: number }
  | { do: "event"; person: number; series: boolean; calendar: number; secret?: boolean }
  | { do: "change event"; nth: number; person: number }
  | { do: "call off" | "call on"; nth: number; where: number }
  | { do: "make private" | "make open" | "decline" | "accept"; nth: number; where: number }
  | { do: "make occurrence private"; nth: number; week: number; where: number }
  | { do: "put into the other calendar too" | "move to the other calendar"; nth: number }
  | { do: "move occurrence" | "call occurrence off"; nth: number; week: number }
  | { do: "sync" | "expire history" | "expire sync token" | "revoke and reconnect" }
  | { do: "push"; times: number; old: boolean }
  | { do: "crash"; after: number }
  | { do: "untick" | "tick"; calendar: number }
  /** The account is previewed, approved and imported; without it, it is followed from its empty beginning. */
  | { do: "import" };

/** Small, so that things happen to the same one again. */
const nth = fc.nat({ max: 3 });
const person = fc.nat({ max: 2 });
/** Of the two that the account has. */
const calendar = fc.nat({ max: 1 });
const label = fc.constantFrom("UNREAD", "STARRED", "INBOX", "IMPORTANT");

const arrival = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("deliver" as const),
      person,
      reply: fc.boolean(),
      labels: fc.constantFrom(["INBOX", "UNREAD"], ["INBOX"], ["SPAM"], ["UNREAD", "IMPORTANT"]),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("deliver again" as const), nth }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("send" as const, "draft" as const), person }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("event" as const),
      person,
      series: fc.boolean(),
      calendar,
      secret: fc.constantFrom(false, true),
    }),
  },
);

const change = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("label" as const), nth, label }),
  },
  {
    weight: 16,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "trash" as const,
        "untrash" as const,
        "untrash" as const,
        "spam" as const,
        "unspam" as const,
        "delete" as const,
        "delete" as const,
      ),
      nth,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("change draft" as const, "send draft" as const), nth }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("change event" as const), nth, person }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("call off" as const, "call off" as const, "call on" as const),
      nth,
      where: calendar,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "make private" as const,
        "make open" as const,
        "make open" as const,
        "decline" as const,
        "accept" as const,
        "accept" as const,
      ),
      nth,
      where: calendar,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("make occurrence private" as const),
      nth,
      week: fc.integer({ min: 1, max: 3 }),
      where: calendar,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom("put into the other calendar too" as const, "move to the other calendar" as const),
      nth,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom("move occurrence" as const, "call occurrence off" as const),
      nth,
      week: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: arrival },
);

const look = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("sync" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("push" as const),
      times: fc.integer({ min: 1, max: 3 }),
      old: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("crash" as const), after: fc.integer({ min: 1, max: 5 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("untick" as const, "tick" as const), calendar }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "expire history" as const,
        "expire history" as const,
        "expire sync token" as const,
        "revoke and reconnect" as const,
      ),
    }),
  },
);

/** What happens in one account, in its order: things arrive, are looked at, change, and are looked at again. */
export const histories: fc.Arbitrary<Happening[]> = fc
  .tuple(
    fc.array(arrival, { minLength: 2, maxLength: 6 }),
    fc.array(change, { maxLength: 3 }),
    fc.oneof(
      { weight: 3, arbitrary: look },
      { weight: 1, arbitrary: fc.record({ do: fc.constant("import" as const) }) },
    ),
    fc.array(fc.tuple(fc.array(change, { minLength: 1, maxLength: 4 }), look), {
      minLength: 1,
      maxLength: 3,
    }),
    fc.array(change, { maxLength: 3 }),
  )
  .map(([arrivals, before, first, rounds, last]) => [
    ...arrivals,
    // What came, changed or went before anybody looked is an import's alone to find.
    ...(first.do === "import" ? before : []),
    first,
    ...rounds.flatMap(([changes, then]): Happening[] => [...changes, then]),
    ...last,
  ]);
