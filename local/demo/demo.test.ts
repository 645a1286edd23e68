import { describe, expect, it } from "vitest";
import { companyKeys } from "./companies.ts";
import type { DemoMailbox } from "./index.ts";
import { people } from "./people.ts";
import { anchor, box, conversations, dayMs, emailOf, header, ownWords, signedWords } from "./reading.ts";
import { writtenThreads } from "./threads/index.ts";

describe("the size of a working life", () => {
  it("has 600 messages in 200 threads over the twelve months before the anchor", () => {
    expect(box.messages.length).toBeGreaterThanOrEqual(600);
    expect(conversations.size).toBeGreaterThanOrEqual(200);
    expect(new Set(box.messages.map((message) => message.id)).size).toBe(box.messages.length);
    const first = box.messages[0]?.at.getTime() ?? 0;
    expect(anchor.getTime() - first).toBeLessThan(365 * dayMs);
    expect(anchor.getTime() - first).toBeGreaterThan(340 * dayMs);
    for (const message of box.messages) expect(message.at < anchor).toBe(true);
  });

  it("has 90 people of 35 companies who really write or are written to", () => {
    const seen = new Set(
      box.messages.flatMap(({ id }) => {
        const { from, to = [], cc = [] } = emailOf(id);
        return [from, ...to, ...cc].map((one) => one?.address ?? "");
      }),
    );
    expect(people.filter((one) => !seen.has(one.address)).map((one) => one.key)).toEqual([]);
    expect(people.length).toBeGreaterThanOrEqual(90);
    const employers = new Set(people.flatMap((one) => one.company ?? []));
    expect(companyKeys.filter((key) => !employers.has(key))).toEqual([]);
    expect(employers.size).toBeGreaterThanOrEqual(35);
    expect(new Set(people.map((one) => one.address)).size).toBe(people.length);
  });

  it("has fourteen written threads of six mails or more", () => {
    const long = writtenThreads.filter((thread) => thread.list === null && thread.mails.length >= 6);
    expect(long.length).toBeGreaterThanOrEqual(14);
  });

  it("leaves the newest month and the last week with something to sync", () => {
    const since = (days: number) =>
      box.messages.filter((message) => message.at.getTime() > anchor.getTime() - days * dayMs).length;
    expect(since(30)).toBeGreaterThan(70);
    expect(since(7)).toBeGreaterThan(20);
  });
});

describe("no words twice", () => {
  const sentences = (text: string, boundary: RegExp) =>
    text
      .split(boundary)
      .map((sentence) => sentence.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [])
      .filter((words) => words.length > 12)
      .map((words) => words.join(" "));

  it.each([
    ["sentence by sentence and line by line", /[.!?\n]+/, ownWords],
    ["across line ends", /[.!?]+/, ownWords],
    ["with signatures", /[.!?]+/, signedWords],
  ])("in two threads: %s", (_, boundary, wordsOf) => {
    const found = new Map<string, string>();
    const repeated: string[] = [];
    for (const message of box.messages) {
      for (const sentence of sentences(wordsOf(emailOf(message.id)), boundary)) {
        const other = found.get(sentence);
        if (other !== undefined && other !== message.threadKey) repeated.push(sentence);
        found.set(sentence, message.threadKey);
      }
    }
    expect(repeated).toEqual([]);
    expect(found.size).toBeGreaterThan(200);
  });
});

describe("what is in it", () => {
  const withHeader = (name: string, pattern: RegExp) =>
    box.messages.filter(({ id }) => pattern.test(header(emailOf(id), name) ?? ""));
  const senders = (messages: DemoMailbox["messages"]) =>
    new Set(messages.map(({ id }) => emailOf(id).from?.address));

  it("three newsletters or more, each with a way out", () => {
    const bulk = withHeader("precedence", /^bulk$/);
    expect(senders(bulk).size).toBeGreaterThanOrEqual(3);
    for (const { id } of bulk) {
      expect(header(emailOf(id), "list-id")).toBeDefined();
      expect(header(emailOf(id), "list-unsubscribe")).toContain("mailto:");
    }
  });

  it("two mailing lists with several writers each", () => {
    const lists = Map.groupBy(withHeader("precedence", /^list$/), ({ id }) => header(emailOf(id), "list-id"));
    expect(lists.size).toBe(2);
    for (const messages of lists.values()) expect(senders(messages).size).toBeGreaterThanOrEqual(5);
  });

  it("machines that write, and machines that answer", () => {
    expect(senders(withHeader("auto-submitted", /^auto-generated$/)).size).toBeGreaterThanOrEqual(6);
    expect(withHeader("auto-submitted", /^auto-replied$/).length).toBeGreaterThanOrEqual(3);
  });

  it("invitations, attachments and HTML", () => {
    const raws = box.messages.map((message) => message.raw);
    expect(raws.filter((raw) => /METHOD:REQUEST/.test(raw)).length).toBeGreaterThanOrEqual(10);
    expect(raws.filter((raw) => /METHOD:REPLY/.test(raw)).length).toBeGreaterThanOrEqual(5);
    expect(raws.filter((raw) => /Content-Disposition: attachment/.test(raw)).length).toBeGreaterThanOrEqual(
      8,
    );
    expect(raws.filter((raw) => /Content-Type: text\/html/.test(raw)).length).toBeGreaterThan(150);
  });

  it("three languages", () => {
    const count = (pattern: RegExp) =>
      box.messages.filter(({ id }) => pattern.test(ownWords(emailOf(id)))).length;
    expect(count(/\b(jag|inte|och|är|det)\b/i)).toBeGreaterThan(80);
    expect(count(/\b(je|nous|vous|les|une|est|pour|pas|bonjour)\b/i)).toBeGreaterThan(50);
    expect(count(/\b(the|and|you|is)\b/i)).toBeGreaterThan(300);
  });

  it("people who have waited three to ten days for the owner's answer", () => {
    const waiting = [...conversations.values()].filter((messages) => {
      const last = messages.at(-1);
      if (last === undefined || last.labelIds.includes("SENT")) return false;
      const ageDays = (anchor.getTime() - last.at.getTime()) / dayMs;
      const email = emailOf(last.id);
      const human = header(email, "auto-submitted") === undefined && header(email, "list-id") === undefined;
      return human && ageDays > 2.5 && ageDays < 11 && /\?/.test(ownWords(email));
    });
    expect(waiting.length).toBeGreaterThanOrEqual(8);
  });

  it("people who have been quiet for more than thirty days", () => {
    const lastSeen = new Map<string, number>();
    for (const message of box.messages) {
      lastSeen.set(emailOf(message.id).from?.address ?? "", message.at.getTime());
    }
    const quiet = people.filter(
      ({ address }) => (lastSeen.get(address) ?? Infinity) < anchor.getTime() - 30 * dayMs,
    );
    expect(quiet.length).toBeGreaterThan(25);
  });
});
