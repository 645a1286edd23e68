import { AppError } from "#lib/errors.ts";

/** Every box on Google's page was left empty. */
export class NothingGranted extends AppError {
  constructor() {
    super("forbidden", "Google was not allowed to hand over mail or calendar. Connect again and tick a box.");
  }
}

/** Google lets us in for an hour only. */
export class NoLastingAccess extends AppError {
  constructor() {
    super(
      "conflict",
      "Google gave access for an hour only. Remove OmniCRM in your Google account under third-party access, then connect again.",
    );
  }
}
