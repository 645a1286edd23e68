import { describeSystem } from "./describe-system.ts";
import { getProfile } from "./get-profile.ts";
import { listMembers } from "./list-members.ts";
import { updateProfile } from "./update-profile.ts";

export { describeMembership } from "./describe.ts";
export { contextOfPerson } from "./person-context.ts";
export { ensureWorkspace, type Membership } from "./provision.ts";
export { describeSystem, getProfile, listMembers, updateProfile };

export const workspaceOperations = [getProfile, updateProfile, listMembers, describeSystem] as const;
