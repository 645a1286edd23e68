import type { ZipNotes } from "./read-zip.ts";

interface Warning {
  code: string;
  count: number;
  words: string;
}

/** What of an archive is not taken, and what to do about it. */
export function zipWarnings({ calendars, otherFiles }: ZipNotes, what: "mail" | "calendar"): Warning[] {
  const warnings: Warning[] = [];
  if (what === "mail" && calendars > 0) {
    const which =
      calendars === 1
        ? "One calendar of the archive is left out, since there is mail in it: upload it"
        : `${String(calendars)} calendars of the archive are left out, since there is mail in it: upload them`;
    warnings.push({
      code: "calendars_left_out",
      count: 1,
      words: `${which} by itself (.ics, or a .zip of .ics).`,
    });
  }
  if (otherFiles > 0) {
    const which =
      otherFiles === 1 ? "One file of the archive is" : `${String(otherFiles)} files of the archive are`;
    const not = what === "mail" ? "no mail" : "no calendar";
    const words = `${which} ${not}, and left out: pictures, lists and the like.`;
    warnings.push({ code: "other_files", count: 1, words });
  }
  return warnings;
}
