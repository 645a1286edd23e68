import { randomFrom, type Random } from "../random.ts";

const words =
  "account after agreed amount answer approach arrive before better budget build careful change clear contract copy decide delivery detail draft early exact figure final follow forward group idea invoice issue later letter list manage market meeting model month number offer order paper partner people phone plan point price product project proposal question quote reason report result review sample schedule second service simple start summary supply support table team term thing time today total under until value version week within word write".split(
    " ",
  );
const firstNames =
  "Ada Bea Carl Dora Emil Fay Gus Hana Ivo Jana Karl Lena Milo Nora Otto Pia Quin Rosa Sven Tara".split(" ");
const lastNames =
  "Abel Berg Cole Dahl Eder Falk Gray Holm Ilic Jung Kern Lind Marr Nash Orth Penn Quist Ritter Stern Thorn".split(
    " ",
  );
const startMs = Date.UTC(2024, 0, 1, 8);
const minuteMs = 60_000;

interface Sender {
  name: string;
  address: string;
}

interface Written {
  id: string;
  subject: string;
  from: Sender;
  text: string;
  references: string[];
}

/** A mailbox like a busy list's: threads with quoting and signatures, some hundred people. The same each time. */
export function inventMailbox(count: number): Buffer {
  const random = randomFrom(20_240_101);
  const senders = Array.from({ length: 400 }, (_, index) => inventSender(index));
  const written: Written[] = [];
  const sections: string[] = [];
  for (let index = 0; index < count; index++) {
    const parent = written.length > 0 && random() < 0.7 ? pick(random, written.slice(-60)) : null;
    const message = write(random, index, pick(random, senders), parent);
    written.push(message);
    sections.push(toSection(message, parent, new Date(startMs + index * 25 * minuteMs)));
  }
  return Buffer.from(sections.join(""));
}

const pick = <T>(random: Random, list: readonly T[]): T => {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error("there is nothing to pick from");
  return item;
};

function inventSender(index: number): Sender {
  const first = firstNames[index % firstNames.length] ?? "Ada";
  const last = lastNames[Math.floor(index / firstNames.length) % lastNames.length] ?? "Abel";
  const company = index % 3 === 0 ? "gmail.com" : `${last.toLowerCase()}${String(index % 40)}.example`;
  return { name: `${first} ${last}`, address: `${first}.${last}.${String(index)}@${company}`.toLowerCase() };
}

function sentences(random: Random, count: number): string {
  const lines = Array.from({ length: count }, () =>
    Array.from({ length: 11 }, () => pick(random, words)).join(" "),
  );
  return lines.join("\n");
}

function write(random: Random, index: number, from: Sender, parent: Written | null): Written {
  const id = `${String(index)}.${Math.floor(random() * 1e9).toString(36)}@mail.example`;
  const subject = parent
    ? `Re: ${parent.subject.replace(/^Re: /, "")}`
    : Array.from({ length: 5 }, () => pick(random, words)).join(" ");
  const references = parent ? [...parent.references, parent.id].slice(-10) : [];
  return { id, subject, from, text: sentences(random, 4 + Math.floor(random() * 16)), references };
}

function toSection(
  { id, subject, from, text, references }: Written,
  parent: Written | null,
  at: Date,
): string {
  const date = at.toUTCString().replace("GMT", "+0000");
  const quoted = parent
    ? `On a day ${parent.from.name} wrote:\n${parent.text.replaceAll(/^/gm, "> ")}\n\n`
    : "";
  const to = parent
    ? `${parent.from.name} <${parent.from.address}>\nCc: list@lists.example`
    : "list@lists.example";
  const inReply = parent
    ? `In-Reply-To: <${parent.id}>\nReferences: ${references.map((one) => `<${one}>`).join("\n ")}\n`
    : "";
  const envelope = `From ${from.address} ${at.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, "$1 $3 $2 $5 $4")}`;
  return (
    `${envelope}\nFrom: ${from.name} <${from.address}>\nTo: ${to}\nDate: ${date}\nSubject: ${subject}\n` +
    `Message-ID: <${id}>\n${inReply}List-Id: <list.lists.example>\nContent-Type: text/plain; charset=utf-8\n\n` +
    `${quoted}${text}\n\n-- \n${from.name}\nLists of the world\n\n`
  );
}
