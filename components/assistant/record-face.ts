import { Building2, CalendarDays, CircleCheckBig, type LucideIcon, Mail, UserRound } from "lucide-react";

import type { AboutKind } from "#lib/schemas/chat.ts";

interface Face {
  icon: LucideIcon;
  word: string;
}

/** How a record looks in a chip, and what it is. */
export const recordFaces: Record<AboutKind, Face> = {
  contact: { icon: UserRound, word: "Contact" },
  company: { icon: Building2, word: "Company" },
  thread: { icon: Mail, word: "Conversation" },
  event: { icon: CalendarDays, word: "Event" },
  task: { icon: CircleCheckBig, word: "Task" },
};
