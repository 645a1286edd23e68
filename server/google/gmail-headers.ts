/** The headers by which a preview judges a message; nothing else of it is read then. */
export const gmailHeaderNames = [
  "From",
  "Sender",
  "Reply-To",
  "To",
  "Cc",
  "Bcc",
  "Delivered-To",
  "Subject",
  "Date",
  "Message-ID",
  "In-Reply-To",
  "References",
  "List-Id",
  "List-Post",
  "List-Unsubscribe",
  "Precedence",
  "Auto-Submitted",
  "X-Autoreply",
  "X-Autorespond",
  "Feedback-ID",
  "Return-Path",
  "X-Mailer",
  "User-Agent",
] as const;

/** Units of Gmail's quota that calls take, for projects made since May 2026, and what a mailbox has per minute. */
export const gmailUnits = { get: 20, list: 5, perMinute: 6_000 } as const;
