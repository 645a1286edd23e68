import type { SystemDescription } from "#lib/schemas/profile.ts";

export interface ModelInUse {
  /** Null where none is set up. */
  name: string | null;
  /** Who is asked first for simple questions, and for the others. */
  fast: string | null;
  strong: string | null;
  standsIn: boolean;
}

const nameOf = (provided: string | undefined): string | null => provided?.replace(/^[^/]*\//, "") ?? null;

export const modelOf = ({
  model,
  models,
  services,
}: Pick<SystemDescription, "model" | "models" | "services">): ModelInUse => ({
  name: model,
  fast: nameOf(models.fast[0]),
  strong: nameOf(models.strong[0]),
  standsIn: services.some(({ name, standIn }) => name === "model" && standIn),
});
