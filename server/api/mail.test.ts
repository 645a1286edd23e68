import { expect, test } from "vitest";

import { newMember, newOwner, useTestDatabase } from "#local/testing/fixtures.ts";
import { keyOf } from "#local/testing/rest.ts";
import { newMail } from "#local/testing/seed-mail.ts";
import { type Context, newId } from "#server/core/index.ts";

import { mailAttachmentHandler, mailHtmlHandler } from "./mail.ts";

useTestDatabase();

const raw = [
  "From: Ada <ada@x.example>",
  "To: me@home.example",
  "Subject: Looms",
  "MIME-Version: 1.0",
  'Content-Type: multipart/mixed; boundary="b"',
  "",
  "--b",
  "Content-Type: text/html; charset=utf-8",
  "",
  '<html><head><meta http-equiv="refresh" content="0;url=https://evil.example"></head><body><p>Looms für alle</p><script>alert(1)</script><img src="https://evil.example/x.png"><img src="cid:pic"></body></html>',
  "--b",
  "Content-Type: image/png",
  "Content-ID: <pic>",
  "Content-Disposition: inline; filename=pic.png",
  "Content-Transfer-Encoding: base64",
  "",
  "AAAA",
  "--b",
  'Content-Type: text/html; name="x.html"',
  "Content-Disposition: attachment; filename*=UTF-8''..%2F%22p%C3%A4ge%22%0D%0Ax.html",
  "",
  "<script>alert(1)</script>",
  "--b--",
].join("\r\n");

const mail = { from: "ada@x.example", to: "me@home.example", body: "a <b> & c", raw };
type Who = { session?: Context | null; key?: string; headers?: Record<string, string> };

const own = { "sec-fetch-site": "same-origin" };
const request = (path: string, { key, headers = own }: Who) =>
  new Request(`http://localhost:3000/api/mail/${path}`, {
    headers: key ? { authorization: `Bearer ${key}` } : headers,
  });

const html = (id: string, who: Who, query = "") =>
  mailHtmlHandler(() => Promise.resolve(who.session ?? null))(request(`${id}/html${query}`, who), {
    params: Promise.resolve({ interactionId: id }),
  });
const attachment = (id: string, index: string, who: Who) =>
  mailAttachmentHandler(() => Promise.resolve(who.session ?? null))(
    request(`${id}/attachments/${index}`, who),
    {
      params: Promise.resolve({ interactionId: id, index }),
    },
  );

test("a mail is shown as it was sent, made harmless, under a policy that forbids the rest", async () => {
  const session = await newOwner();
  const { id } = await newMail(session, mail);
  const response = await html(id, { session });
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(text).toContain("<p>Looms für alle</p>");
  expect(text).toContain('src="data:image/png;base64,AAAA"');
  expect(text).not.toMatch(/script|evil\.example|http-equiv/);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-blocked-images": "1",
    "content-security-policy":
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox",
  });
  const asked = await html(id, { session }, "?images=1");
  expect(asked.headers.get("content-security-policy")).toContain("img-src data: https:;");
  expect(await asked.text()).toContain('src="https://evil.example/x.png"');
});

test("a mail without HTML, or whose bytes are gone, is shown as its text", async () => {
  const session = await newOwner();
  const gone = await newMail(session, { ...mail, raw: undefined });
  const plain = await newMail(session, { ...mail, raw: "From: a@x.example\nSubject: x\n\nplain" });
  for (const { id } of [gone, plain]) {
    expect(await (await html(id, { session })).text()).toContain("<pre>a &lt;b&gt; &amp; c</pre>");
  }
});

test("it opens for a key with mail, and for nobody else than those who may read the words", async () => {
  const owner = await newOwner();
  const [viewer, stranger] = [await newMember(owner, "viewer"), await newOwner()];
  const { id } = await newMail(owner, mail);
  const metadata = await newMail(owner, { ...mail, audience: "metadata" });
  const statusOf = async (mailId: string, who: Who) =>
    [(await html(mailId, who)).status, (await attachment(mailId, "0", who)).status].join(" ");
  expect(await statusOf(id, { session: viewer })).toBe("200 200");
  expect(await statusOf(id, { key: (await keyOf(owner, ["mail:read"])).key })).toBe("200 200");
  expect(await statusOf(id, { key: (await keyOf(owner, ["contacts:read"])).key })).toBe("403 403");
  expect(await statusOf(metadata.id, { session: owner })).toBe("200 200");
  expect(await statusOf(metadata.id, { session: viewer })).toBe("404 404");
  expect(await statusOf(id, { session: stranger })).toBe("404 404");
  expect(await statusOf(newId(), { session: owner })).toBe("404 404");
  expect(await statusOf("../x", { session: owner })).toBe("404 404");
  expect(await statusOf(id, { session: null })).toBe("401 401");
  expect(await statusOf(id, { session: owner, headers: { "sec-fetch-site": "cross-site" } })).toBe("403 403");
  expect(await statusOf(id, { session: owner, headers: {} })).toBe("403 403");
});

test("an attachment is saved, never run, under a name without tricks", async () => {
  const session = await newOwner();
  const { id } = await newMail(session, mail);
  const page = await attachment(id, "1", { session });
  expect(page.headers.get("content-type")).toBe("application/octet-stream");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  const disposition = page.headers.get("content-disposition") ?? "";
  expect(disposition).toMatch(/^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.%-]+$/);
  expect(disposition).not.toMatch(/%2f|%0d|%0a/i);
  expect((await page.text()).trim()).toBe("<script>alert(1)</script>");
  const picture = await attachment(id, "0", { session });
  expect(picture.headers.get("content-type")).toBe("image/png");
  for (const index of ["2", "-1", "x", "1e1", "99999"]) {
    expect((await attachment(id, index, { session })).status, index).toBe(404);
  }
});
