export { contentSecurityPolicy } from "./content-security-policy.ts";
export { requireSession, sessionContext } from "./context.ts";
export { endSession, signInWithPassword, signUpWithPassword } from "./sign-in.ts";
