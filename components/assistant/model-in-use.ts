import type { SystemDescription } from "#lib/schemas/profile.ts";

export interface ModelInUse {
  /** Null where none is set up. */
  name: string | null;
  standsIn: boolean;
}

export const modelOf = ({ model, services }: Pick<SystemDescription, "model" | "services">): ModelInUse => ({
  name: model,
  standsIn: services.some(({ name, standIn }) => name === "model" && standIn),
});
