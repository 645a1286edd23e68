export { describeMembership } from "./describe.ts";
export { contextOfPerson } from "./person-context.ts";
export { ensureWorkspace, type Membership } from "./provision.ts";
