/** Formatters of one shape, one for each time zone asked for: making one takes far longer than using it. "en-GB" as everywhere. */
export function dateFormat(
  options: Omit<Intl.DateTimeFormatOptions, "timeZone">,
): (timeZone?: string) => Intl.DateTimeFormat {
  const made = new Map<string | undefined, Intl.DateTimeFormat>();
  return (timeZone) => {
    const known = made.get(timeZone);
    if (known) return known;
    const one = new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
    made.set(timeZone, one);
    return one;
  };
}
