/** What can be looked among. */
export const searchKinds = ["contact", "company", "mail", "task"] as const;
