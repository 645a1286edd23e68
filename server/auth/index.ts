export { clientAddress } from "./client-address.ts";
export { requireOwnOrigin } from "./own-origin.ts";
export { authUnavailable, cannotBeAsked, type Person, personOf } from "./person.ts";
export { authSettings } from "./settings.ts";
export { authAnswers, verifyAccessToken } from "./verify.ts";
