import { describe, expect, it } from "vitest";
import { demoMailbox } from "./index.ts";
import { box, conversations, emailOf, header } from "./reading.ts";
import { writtenThreads } from "./threads/index.ts";

describe("every message", () => {
  it("is ASCII with CRLF, parses, and carries what a thread needs", () => {
    const known = new Set<string>();
    for (const message of box.messages) {
      expect(message.raw).toMatch(/^[\r\n\t\x20-\x7e]*$/);
      expect(message.raw).not.toMatch(/[^\r]\n/);
      const email = emailOf(message.id);
      expect(email.from?.address, message.threadKey).toMatch(/\.example$/);
      expect(new Date(email.date ?? "").getTime()).toBe(Math.floor(message.at.getTime() / 1000) * 1000);
      expect((email.text ?? "").trim()).not.toBe("");
      expect(email.subject).not.toBe("");
      if (email.inReplyTo !== undefined) expect(known).toContain(email.inReplyTo);
      known.add(email.messageId ?? "");
    }
    expect(known.size).toBe(box.messages.length);
  });

  it("is sent by the owner, addressed to her, or came by a list", () => {
    const mine = new Set([box.account.email, ...box.aliases]);
    for (const message of box.messages) {
      const email = emailOf(message.id);
      const own = mine.has(email.from?.address ?? "");
      expect(message.labelIds.includes("SENT")).toBe(own);
      const received = [...(email.to ?? []), ...(email.cc ?? [])].some((one) => mine.has(one.address ?? ""));
      const listed = header(email, "list-id") !== undefined;
      expect(own || received || listed, `${message.threadKey} ${email.subject ?? ""}`).toBe(true);
    }
  });

  it("names no domain that could exist", () => {
    for (const message of box.messages) {
      for (const [, domain] of JSON.stringify(emailOf(message.id)).matchAll(/[\w.+-]@([\w.-]+\w)/g)) {
        expect(domain).toMatch(/\.example$/);
      }
      const { text = "", html = "" } = emailOf(message.id);
      for (const [, host] of `${text} ${html}`.matchAll(/https?:\/\/([\w.-]+\w)/g)) {
        expect(host).toMatch(/\.example$/);
      }
    }
    for (const event of box.events) expect(event.organizer.email).toMatch(/\.example$/);
  });

  it("follows the one before it in its thread", () => {
    for (const thread of writtenThreads) {
      const times = (conversations.get(thread.key) ?? []).map((message) => message.at.getTime());
      expect(times.length, thread.key).toBe(thread.mails.length);
      const subjects = (conversations.get(thread.key) ?? []).map((message) => emailOf(message.id).inReplyTo);
      expect(
        subjects.map((one) => one === undefined),
        thread.key,
      ).toEqual(thread.mails.map((_, index) => index === 0));
    }
  });
});

describe("any day will do", () => {
  it.each(["2026-01-01T00:10:00Z", "2027-03-29T08:00:00Z", "2028-02-29T23:59:00Z"])("%s", (day) => {
    const other = demoMailbox(new Date(day));
    expect(other.messages.length).toBeGreaterThan(box.messages.length - 15);
    expect(demoMailbox(new Date(day))).toEqual(other);
    for (const thread of writtenThreads) {
      const times = other.messages
        .filter((message) => message.threadKey === thread.key)
        .map((message) => message.raw.match(/^In-Reply-To/m) === null);
      expect(times.indexOf(true), thread.key).toBe(0);
      expect(times.lastIndexOf(true), thread.key).toBe(0);
    }
  });
});
