/** What can be looked among. */
export const searchKinds = ["contact", "company", "mail", "task", "tag"] as const;
