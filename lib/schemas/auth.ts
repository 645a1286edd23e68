import { z } from "zod";

import { EmailAddress } from "./contacts.ts";

// "/.//elsewhere" is "//elsewhere" once a browser has taken the dots out.
const leavesByDots = (path: string): boolean =>
  new URL(path, "https://app.invalid").pathname.startsWith("//");

/** A path inside the app to return to; anything that could lead elsewhere becomes the start page. */
export const ReturnPath = z
  .string()
  .max(500)
  .refine((path) => /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) && !leavesByDots(path))
  .catch("/");

export const SignInInput = z.strictObject({
  email: EmailAddress,
  password: z.string().min(1, "Please enter your password.").max(200),
  next: ReturnPath.optional(),
});
export type SignInInput = z.input<typeof SignInInput>;

export const SignUpInput = z.strictObject({
  email: EmailAddress,
  password: z.string().min(10, "At least 10 characters.").max(200, "At most 200 characters."),
  next: ReturnPath.optional(),
});
export type SignUpInput = z.input<typeof SignUpInput>;
