export type ScriptMail = {
  from: string;
  /** Empty where the reply simply goes to everybody. */
  to: string[];
  cc: string[];
  when: string;
  options: string[];
  text: string;
};

export type ScriptThread = {
  key: string;
  subject: string;
  /** The mailing list that carries it, or null. */
  list: string | null;
  mails: ScriptMail[];
};

const names = (cell: string) =>
  cell
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");

/**
 * Reads threads written as plain text:
 *   ## key: Subject        or   ## key [list]: Subject
 *   @from > to, to; cc | w30 tue 09:14 | option, option
 *   text until the next line that begins so.
 */
export function parseScript(script: string): ScriptThread[] {
  const threads: ScriptThread[] = [];
  for (const block of script.split(/^## /m).slice(1)) {
    const [head = "", ...sections] = block.split(/^@/m);
    const title = /^([\w-]+)(?: \[(\w+)\])?: (.+)$/.exec(head.trim());
    if (title === null) throw new Error(`No thread can be read from "${head.trim()}".`);
    const [, key = "", list, subject = ""] = title;
    threads.push({ key, subject, list: list ?? null, mails: sections.map(parseMail) });
  }
  return threads;
}

function parseMail(section: string): ScriptMail {
  const end = section.indexOf("\n");
  const [people = "", when = "", options = ""] = section.slice(0, end).split("|");
  const [from = "", receivers = ""] = people.split(">");
  const [to = "", cc = ""] = receivers.split(";");
  return {
    from: from.trim(),
    to: names(to),
    cc: names(cc),
    when: when.trim(),
    options: names(options),
    text: section.slice(end + 1).trim(),
  };
}
