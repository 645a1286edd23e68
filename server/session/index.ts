export { contentSecurityPolicy } from "./content-security-policy.ts";
export { requireSession, sessionContext } from "./context.ts";
export { googleCallback, startGoogleConnection } from "./google-connect.ts";
export { googleSignInCallback, googleSignInUrl } from "./google-sign-in.ts";
export { sendCode, verifyCode } from "./mailed-code.ts";
export { proveByCode, setNewPassword } from "./new-password.ts";
export { endSession, signInWithPassword, signUpWithPassword } from "./sign-in.ts";
export { signInOffers, type SignInOffers } from "./sign-in-offers.ts";
