import { AppError } from "#lib/errors.ts";

/** A calendar that cannot be read any more: that is how it is now, and trying again does not change it. */
export class UnreadableCalendar extends AppError {
  constructor(why: "gone" | "busy_only") {
    super(
      why === "gone" ? "gone" : "forbidden",
      why === "gone"
        ? "This calendar is not in your Google account any more. What came from it stays."
        : "Google shows you of this calendar only when it is busy now. What came from it stays.",
    );
    this.name = "UnreadableCalendar";
  }
}
