import { z } from "zod";

import { Id, page, PageInput, Role } from "./common.ts";

/** Somebody who belongs to the workspace; by their address where they gave no name. */
export const Member = z.object({ userId: Id, name: z.string(), role: Role });
export type Member = z.infer<typeof Member>;

export const ListMembersInput = PageInput;
export type ListMembersInput = z.input<typeof ListMembersInput>;

export const MemberPage = page(Member);
export type MemberPage = z.infer<typeof MemberPage>;
