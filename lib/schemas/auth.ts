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

const NewPassword = z.string().min(10, "At least 10 characters.").max(200, "At most 200 characters.");

export const SignUpInput = z.strictObject({
  email: EmailAddress,
  password: NewPassword,
  next: ReturnPath.optional(),
});
export type SignUpInput = z.input<typeof SignUpInput>;

/** Six digits; spaces that came along with a copy are taken out. */
const MailedCode = z
  .string()
  .max(50)
  .transform((code) => code.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Six digits, as in the mail."));

export const SendCodeInput = z.strictObject({ email: EmailAddress });
export type SendCodeInput = z.input<typeof SendCodeInput>;

export const CodeInput = z.strictObject({
  email: EmailAddress,
  code: MailedCode,
  next: ReturnPath.optional(),
});
export type CodeInput = z.input<typeof CodeInput>;

export const NewPasswordInput = z.strictObject({ password: NewPassword });
export type NewPasswordInput = z.input<typeof NewPasswordInput>;

export const ReturnInput = z.strictObject({ next: ReturnPath.optional() });
export type ReturnInput = z.input<typeof ReturnInput>;
