import { requireSession } from "#server/session/index.ts";

/** What is seen stands in the layout. */
export default async function AssistantPage() {
  await requireSession();
  return null;
}
