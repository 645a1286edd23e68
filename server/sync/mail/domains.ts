import { domainToUnicode } from "node:url";
import freeEmailDomains from "free-email-domains";
import { parse } from "tldts";
import { capitalise } from "./names.ts";

/**
 * The registrable domain of an address's company, or null where the domain says nothing of one: free mail, public
 * suffixes, IP addresses, local names. `.example` (RFC 2606) at the end is looked through and kept, so that invented
 * data behaves like real: `x@cs.ubc.ca.example` gives `ubc.ca.example`.
 */
export function companyDomain(address: string): string | null {
  const host = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  if (!address.includes("@") || host === "") return null;
  const real = withoutExample(host);
  const ending = real === host ? "" : exampleEnding;
  const found = parse(real, { allowPrivateDomains: true });
  const listed = found.isIcann === true || found.isPrivate === true;
  if (found.isIp === true || freeDomains.has(real)) return null;
  if (listed)
    return found.domain === null || freeDomains.has(found.domain) ? null : `${found.domain}${ending}`;
  // "ada@analytical.example": no public suffix is left, so the last name before the ending is the company's.
  const label = real.slice(real.lastIndexOf(".") + 1);
  return ending === "" || label === "" ? null : `${label}${ending}`;
}

/** Whether the host is one of these domains or below one. */
export function isWithinDomain(host: string, domains: ReadonlySet<string>): boolean {
  for (let rest = host; rest !== "";) {
    if (domains.has(rest)) return true;
    const dot = rest.indexOf(".");
    rest = dot === -1 ? "" : rest.slice(dot + 1);
  }
  return false;
}

/** A readable first guess at the company's name: `ubc.ca` gives "UBC", `acme-tools.co.uk` "Acme Tools". */
export function companyName(domain: string): string {
  const real = withoutExample(domain);
  const label = parse(real, { allowPrivateDomains: true }).domainWithoutSuffix ?? real.split(".")[0] ?? real;
  const words = (domainToUnicode(label) || label).split(/[-_]+/).filter((word) => word !== "");
  const named = words.map((word) => (word.length <= 3 ? word.toUpperCase() : capitalise(word)));
  return named.join(" ") || domain;
}

const exampleEnding = ".example";

function withoutExample(host: string): string {
  return host.endsWith(exampleEnding) ? host.slice(0, -exampleEnding.length) : host;
}

/** The maintained list, and hosts of mail, relays and lists it lacks. */
// prettier-ignore
const freeDomains: ReadonlySet<string> = new Set([
  ...freeEmailDomains,
  "hey.com", "duck.com", "mozmail.com", "passmail.net", "simplelogin.com", "privaterelay.appleid.com",
  "users.noreply.github.com", "googlegroups.com", "groups.io", "yahoogroups.com",
]);
