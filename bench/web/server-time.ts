import { median } from "../statistics.ts";

const warmUps = 3;

interface Visit {
  url: string;
  cookie: string | null;
  times: number;
}

/** What the server takes for the whole HTML of a page, from request to last byte, one at a time: the median, in ms. */
export async function serverMs({ url, cookie, times }: Visit): Promise<number> {
  const taken: number[] = [];
  for (let visit = 0; visit < warmUps + times; visit++) {
    const startedAt = performance.now();
    const response = await fetch(url, { redirect: "manual", headers: cookie === null ? {} : { cookie } });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`${url} answers ${String(response.status)}`);
    taken.push(performance.now() - startedAt);
  }
  return median(taken.slice(warmUps));
}
