import { formatMicros } from "#lib/format/money.ts";
import { countOf } from "#lib/format/number.ts";
import { formatDateTime, formatDuration } from "#lib/format/time.ts";
import type { TurnUsage } from "#lib/schemas/chat.ts";
import type { ThreadExport } from "#lib/schemas/chat-threads.ts";

type Message = ThreadExport["messages"][number];

interface Place {
  /** Of the person. */
  timeZone: string;
  address: string;
}

/** A conversation to be read anywhere. Names and subjects are data: none of them is a link, markup or a heading. */
export function asMarkdown({ title, createdAt, isWhole, messages }: ThreadExport, place: Place): string {
  const head = [
    `# ${plain(title)}`,
    `Begun ${formatDateTime(createdAt, place.timeZone)} · times are of ${place.timeZone}`,
    ...(isWhole ? [] : ["The beginning of this conversation is left out: it is longer than one file."]),
  ];
  const body = messages.map((message) => sectionOf(message, place)).filter((section) => section !== "");
  return `${[...head, ...body].join("\n\n")}\n`;
}

function sectionOf(message: Message, place: Place): string {
  const at = formatDateTime(message.at, place.timeZone);
  const who = message.role === "user" ? "You" : "Assistant";
  const said = message.role === "user" ? quoted(message.text) : answered(message.text, place);
  const parts = [
    said,
    ...message.choices.map(({ question, options }) => named(plain(question), options.map(plain))),
    list(message.chose === null ? [] : [`You chose: ${plain(message.chose)}`]),
    list(message.decisions.map(({ label, outcome }) => `${decided[outcome]}: ${plain(label)}`)),
    named(
      "Proposed",
      message.proposals.map(({ label, outcome, decidedAt }) => {
        const when =
          decidedAt && outcome !== "waiting" ? `, ${formatDateTime(decidedAt, place.timeZone)}` : "";
        return `${plain(label)}: ${became[outcome]}${when}`;
      }),
    ),
    named(
      "Sources",
      message.sources.map(({ label, url }) => `[${plain(label)}](${url})`),
    ),
    endOf(message),
  ].filter((part) => part !== "");
  return parts.length === 0 ? "" : [`## ${who}, ${at}`, ...parts].join("\n\n");
}

const became = {
  waiting: "waits for your decision",
  done: "approved and done",
  rejected: "you turned it down",
  failed: "approved, but it failed",
  takenBack: "done, and taken back",
} as const;

const decided = {
  done: "You approved",
  rejected: "You turned down",
  failed: "This failed",
  takenBack: "You took back",
  reopened: "You let wait again",
} as const;

const list = (lines: readonly string[]): string => lines.map((line) => `- ${line}`).join("\n");

const named = (name: string, lines: readonly string[]): string =>
  lines.length === 0 ? "" : `**${name}**\n\n${list(lines)}`;

/** One line in which nothing means anything to Markdown. */
const plain = (text: string): string =>
  text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*_{}[\]<>()#|~!]/g, String.raw`\$&`);

// A tag would be one in other programs, where what it names is fetched.
const withoutTags = (text: string): string => text.replaceAll(/<(?=[a-z/!?])/gi, String.raw`\<`);

const quoted = (text: string): string =>
  text === ""
    ? ""
    : text
        .split("\n")
        .map((line) => `> ${plain(line)}`.trimEnd())
        .join("\n");

/** Its links lead to records of this app alone (server/assistant/links.ts); here they name it. */
const answered = (text: string, { address }: Place): string =>
  withoutTags(text).replaceAll(
    /\]\((\/(?!\/)[^\s)]*)\)/g,
    (_, path: string) => `](${new URL(path, address).href})`,
  );

const states = {
  running: "It is still being answered.",
  stopped: "You stopped this answer.",
  failed: "This answer failed.",
  waiting: "",
  done: "",
} as const;

function endOf({ status, model, usage }: Message): string {
  const cost = usage && usage.calls > 0 ? `*${costOf(usage, model)}*` : "";
  return [status ? states[status] : "", cost].filter((line) => line !== "").join("\n\n");
}

function costOf(usage: TurnUsage, model: string | null): string {
  const money = usage.unpriced
    ? "unpriced"
    : `${usage.estimated ? "about " : ""}${formatMicros(usage.costMicros)}`;
  return [
    countOf(usage.calls, "call"),
    countOf(usage.inputTokens + usage.outputTokens, "token"),
    money,
    ...(usage.tookMs === null ? [] : [formatDuration(usage.tookMs)]),
    ...(model ? [plain(model)] : []),
  ].join(" · ");
}

/** Of letters and digits: it goes to a disk. */
export function fileNameOf(title: string, extension: "md" | "json"): string {
  const words = title
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${words === "" ? "conversation" : words}.${extension}`;
}
