interface TestMail {
  from: string;
  to: string;
  cc?: string;
  subject?: string;
  id?: string;
  inReplyTo?: string;
  date?: string;
  headers?: string[];
  body?: string;
}

/** A mailbox file of these mails, as mail programs write them. */
export function mbox(mails: readonly TestMail[]): Buffer {
  return Buffer.from(
    mails.map((mail, index) => `From test Mon Jun  3 10:00:00 2024\n${source(mail, index)}\n\n`).join(""),
  );
}

export function source(mail: TestMail, index = 0): string {
  const date = mail.date ?? `Mon, 03 Jun 2024 10:${String(index % 60).padStart(2, "0")}:00 +0000`;
  const headers = [
    `From: ${mail.from}`,
    `To: ${mail.to}`,
    ...(mail.cc ? [`Cc: ${mail.cc}`] : []),
    `Subject: ${mail.subject ?? "Hello"}`,
    `Date: ${date}`,
    `Message-ID: <${mail.id ?? `m${index}@test.example`}>`,
    ...(mail.inReplyTo ? [`In-Reply-To: <${mail.inReplyTo}>`] : []),
    ...(mail.headers ?? []),
  ];
  return `${headers.join("\n")}\n\n${mail.body ?? "Good morning."}`;
}
