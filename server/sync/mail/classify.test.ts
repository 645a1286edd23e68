import { describe, expect, it } from "vitest";
import { classifySender, headerListAddresses } from "./classify.ts";
import { isNoReply } from "./no-reply.ts";
import type { Fields } from "./fixtures/build-mail.ts";
import { invented } from "./fixtures/parsed.ts";

const options = {
  ownAddresses: new Set(["grace@navy.example"]),
  listAddresses: new Set(["engines@lists.example"]),
};
const judge = (fields: Fields): string => {
  const message = invented(fields);
  const { kind, reason } = classifySender(message.headers, message.from, options);
  expect(reason.words).toMatch(/^[a-z].{8,}$/);
  return `${kind} ${reason.code}`;
};
const discussion: Fields = {
  "List-Id": "Engines <engines.lists.example>",
  "List-Post": "<mailto:engines@lists.example>",
  "List-Unsubscribe": "<https://lists.example/leave>",
  Precedence: "list",
};

describe("classifySender", () => {
  it.each<[string, Fields]>([
    ["person wrote_personally", {}],
    ["own own_address", { From: "GRACE@navy.example", "List-Unsubscribe": "<x>" }],
    ["list list_address", { From: "Engines <engines@lists.example>" }],
    ["list list_address", { From: "other@lists.example", "List-Post": "<mailto:other@lists.example>" }],
    ["person through_list", discussion],
    ["person through_list", { "List-Id": "<engines.lists.example>" }],
    ["newsletter list_unsubscribe", { "List-Unsubscribe": "<https://shop.example/leave>" }],
    ["newsletter list_unsubscribe", { ...discussion, "List-Post": "NO" }],
    ["newsletter precedence_bulk", { ...discussion, Precedence: "bulk" }],
    ["newsletter precedence_bulk", { Precedence: "Junk" }],
    ["newsletter feedback_id", { "Feedback-ID": "1:campaign:shop" }],
    ["newsletter list_unsubscribe", { From: "noreply@shop.example", "List-Unsubscribe": "<x>" }],
    ["automated no_reply_address", { From: "No-Reply <no-reply@shop.example>", "Feedback-ID": "1" }],
    ["automated no_reply_address", { ...discussion, From: "notifications@forge.example" }],
    ["automated auto_submitted", { "Auto-Submitted": "auto-replied (vacation)" }],
    ["person wrote_personally", { "Auto-Submitted": "no" }],
    ["automated auto_submitted", { "X-Autoreply": "yes" }],
    ["automated auto_submitted", { "Return-Path": "<>" }],
    ["automated no_sender", { From: "" }],
  ])("%s", (expected, fields) => {
    expect(judge(fields)).toBe(expected);
  });

  it("reads a list's own addresses from its headers", () => {
    expect(headerListAddresses(invented(discussion).headers)).toEqual(["engines@lists.example"]);
    expect(headerListAddresses({ listPost: "NO", listId: "no id here" })).toEqual([]);
    expect(
      headerListAddresses({
        listPost: "<mailto:A@x.example?subject=y>, <https://x>",
        listId: "<a.x.example>",
      }),
    ).toEqual(["a@x.example"]);
  });
});

describe("isNoReply", () => {
  it.each([
    "no-reply",
    "noreply+123",
    "do.not.reply",
    "donotreply-shop",
    "mailer-daemon",
    "postmaster",
    "bounces+1-ada=x",
    "notifications",
    "alerts-noc",
    "ne-pas-repondre",
    "keine-antwort",
    "engines-bounces",
    "engines-request",
    "reply+abcdef123456",
    "owner-engines",
    "root",
    "newsletter",
  ])("%s is no person", (local) => {
    expect(isNoReply(`${local}@x.example`)).toBe(true);
  });

  it.each(["ada", "info", "sales", "norbert.eply", "joan.alerta", "re.becca", "replyton", "bouncer.bob"])(
    "%s may be one",
    (local) => {
      expect(isNoReply(`${local}@x.example`)).toBe(false);
    },
  );

  it("takes local machines for none", () => {
    expect(isNoReply("ada@localhost")).toBe(true);
  });
});
