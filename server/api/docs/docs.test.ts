import { expect, test } from "vitest";

import { docsAsset } from "./assets.ts";
import { docsPage } from "./page.ts";

const request = new Request("http://localhost/docs/api");
const asset = (file: string) => docsAsset(request, { params: Promise.resolve({ file }) });

test("the page loads its own files and nothing else, by the nonce of the request", async () => {
  const html = await docsPage(new Request(request, { headers: { "x-nonce": 'abc+/="><script>' } })).text();
  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
  expect(addresses).toEqual(
    expect.arrayContaining(["/docs/api/assets/swagger-ui-bundle.js", "/docs/api/assets/page.js"]),
  );
  for (const address of addresses) expect(address).toMatch(/^\/(?!\/)/);
  expect(html.match(/nonce="abc\+\/=script"/g)).toHaveLength(html.match(/<script/g)?.length ?? 0);
});

test.each([
  ["swagger-ui.css", "text/css"],
  ["swagger-ui-bundle.js", "text/javascript"],
  ["page.css", "text/css"],
  ["page.js", "text/javascript"],
])("%s is served as what it is", async (file, type) => {
  const response = await asset(file);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain(type);
  expect((await response.text()).length).toBeGreaterThan(50);
});

test.each([
  "package.json",
  "../../package.json",
  "..%2fpackage.json",
  "index.html",
  "constructor",
  "__proto__",
  "",
])("%j is not served", async (file) => {
  expect((await asset(file)).status).toBe(404);
});
