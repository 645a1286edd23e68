import { headers } from "next/headers";

const ofWindow = 30;
/** So many that the end is not yet near enough to ask for more. */
const ofPhone = 22;

/** Of a long list, as many rows as a screen shows come with the page; the others follow when they are scrolled to. */
export async function firstRows(): Promise<number> {
  return (await headers()).get("sec-ch-ua-mobile") === "?1" ? ofPhone : ofWindow;
}
