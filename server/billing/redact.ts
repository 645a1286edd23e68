/** What says who somebody is, or opens something; each by a word in its place. Uuids stay: they say which record it was. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|pk|rk|ghp|gho|xox[abps]|ya29|AIza)[-_.][\w.-]{8,}/g, "[key]"],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]+)?/g, "[token]"],
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, "[address]"],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?\b/g, "[account]"],
  [/(?<![\w-])\+?\d(?:[\s().\/-]{0,3}\d){8,}(?![\w-])/g, "[number]"],
  [/(?<=[?&#;](?:token|key|code|sig|signature|secret|password)=)[^&\s"]+/gi, "[secret]"],
];

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const date = /^\d{4}-\d{2}-\d{2}/;

function redactText(text: string): string {
  // What stands between ids: a run of digits in one is no telephone number.
  const ids = text.match(uuid) ?? [];
  return text
    .split(uuid)
    .map((part) =>
      secrets.reduce(
        (said, [pattern, word]) => said.replace(pattern, (found) => (date.test(found) ? found : word)),
        part,
      ),
    )
    .reduce((said, part, index) => `${said}${ids[index - 1] ?? ""}${part}`);
}

/** The value without what would tell too much: addresses, numbers of telephones and accounts, keys. jsonb takes it. */
export function redacted(value: unknown): unknown {
  if (typeof value === "string") return redactText(value.replaceAll("\u0000", "").toWellFormed());
  if (Array.isArray(value)) return value.map(redacted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      redactText(key.replaceAll("\u0000", "").toWellFormed()),
      redacted(part),
    ]),
  );
}
