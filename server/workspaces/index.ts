export { ensureWorkspace, type Membership } from "./provision.ts";
