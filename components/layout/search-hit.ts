import {
  Building2,
  CalendarDays,
  CircleCheckBig,
  CircleUserRound,
  type LucideIcon,
  Mail,
  Tag,
} from "lucide-react";

import type { SearchHit } from "#lib/schemas/search.ts";

interface HitView {
  icon: LucideIcon;
  href: string;
}

/** How a hit looks and where it leads. */
export function viewOfHit({ kind, id, threadId, at, eventId }: SearchHit): HitView {
  switch (kind) {
    case "contact":
      return { icon: CircleUserRound, href: `/contacts/${id}` };
    case "company":
      return { icon: Building2, href: `/companies/${id}` };
    case "mail":
      return { icon: Mail, href: `/inbox/${threadId ?? id}` };
    case "meeting":
      return {
        icon: CalendarDays,
        href: eventId
          ? `/calendar?event=${eventId}${at ? `&at=${encodeURIComponent(at)}` : ""}`
          : `/inbox/${threadId ?? id}`,
      };
    case "task":
      return { icon: CircleCheckBig, href: `/tasks?task=${id}` };
    case "tag":
      return { icon: Tag, href: `/contacts?tag=${id}` };
  }
}
