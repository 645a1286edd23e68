// How mail programs announce what they quote, in the languages they speak. Every test looks at one bounded line.

/** "-----Original Message-----", "---------- Forwarded message ----------", "Begin forwarded message:". */
export function isOriginalMark(line: string): boolean {
  const text = line.replace(/^[\s*_>-]+|[\s*_:-]+$/g, "").toLowerCase();
  return text.length < 40 && originalMarks.has(text) && (/^\s*-{2,}/.test(line) || text.startsWith("begin"));
}

// prettier-ignore
const originalMarks = new Set([
  "original message", "original appointment", "forwarded message", "begin forwarded message", "forwarded by",
  "ursprüngliche nachricht", "originalnachricht", "weitergeleitete nachricht", "message d'origine", "message original",
  "message transféré", "mensaje original", "mensaje reenviado", "messaggio originale", "messaggio inoltrato",
  "mensagem original", "mensagem encaminhada", "oorspronkelijk bericht", "doorgestuurd bericht", "oprindelig meddelelse",
  "originalmeddelelse", "opprinnelig melding", "ursprungligt meddelande", "vidarebefordrat meddelande",
  "alkuperäinen viesti", "wiadomość oryginalna", "treść oryginalnej wiadomości", "původní zpráva", "eredeti üzenet",
  "исходное сообщение", "пересылаемое сообщение", "orijinal mesaj", "原始邮件", "邮件原件", "轉寄的郵件", "転送されたメッセージ",
]);

/** A "From:" line of the block that Outlook puts above the mail it answers. */
export function isBlockFrom(line: string): boolean {
  return /^\s{0,3}\*?(?:from|von|de|da|van|från|fra|od|от|kimden|gönderen|lähettäjä|feladó|发件人|寄件者|差出人|보낸 사람)\*?\s?[:：]\*?\s?\S/i.test(
    line,
  );
}

/** A "Sent:" or "Date:" line of such a block. */
export function isBlockDate(line: string): boolean {
  return /^\s{0,3}\*?(?:sent|date|gesendet|datum|envoyé|enviado|inviato|data|verzonden|skickat|sendt|dato|wysłano|odesláno|отправлено|дата|gönderildi|tarih|lähetetty|päivämäärä|elküldve|dátum|发送时间|日期|寄件日期|送信日時|日付|보낸 날짜)(?: am| le| el)?\*?\s?[:：]/i.test(
    line,
  );
}

/** A "To:" or "Subject:" line of such a block. */
export function isBlockOther(line: string): boolean {
  return /^\s{0,3}\*?(?:to|subject|cc|an|betreff|à|objet|para|asunto|assunto|a|oggetto|aan|onderwerp|till|ämne|til|emne|do|komu|temat|předmět|кому|тема|kime|konu|vastaanottaja|aihe|címzett|tárgy|收件人|主题|收件者|主旨|宛先|件名|받는 사람|제목)\*?\s?[:：]/i.test(
    line,
  );
}

/** Whether a line (or two or three joined) says who wrote what follows: "On Monday, Ada wrote:". */
export function isAttribution(line: string): boolean {
  if (line.length > 400) return false;
  const text = line.trim();
  if (/[:：]$/.test(text)) {
    const lower = text.toLowerCase();
    return (
      verbs.some((verb) => lower.includes(verb)) ||
      quoting.test(text) ||
      /^[^:]{0,80}\d{4}.*<[^<>\s]+@[^<>\s]+>:$/.test(text)
    );
  }
  // Gmail about 2010: "2013/6/3 Ada Byron <ada@example.org>".
  return /^\d{4}[/-]\d{1,2}[/-]\d{1,2} .{1,200}<[^<>\s]+@[^<>\s]+>$/.test(text);
}

const quoting = /^(?:quoting|zitat von|citando|citat|cytat|cytuję|citation de|selon|在|于)\b/i;
// prettier-ignore
const verbs = [
  "wrote", "writes", "said:", "schrieb", "écrit", "escribió", "escribio", "escrib", "scritto", "scrive", "escreveu", "schreef",
  "skrev", "kirjoitti", "pisze", "napisał", "napsal", "napísal", "írta", "пишет", "писал", "написал", "написав", "yazdı",
  "έγραψε", "a scris", "написа", "写道", "寫道", "のメッセージ", "書きました", "작성", "viết", "menulis",
];

/** How an attribution may begin; needed where it is wrapped, or where no ">" follows to prove it. */
export function startsAttribution(line: string): boolean {
  return /^\s{0,3}(?:on|am|le|el|il|em|op|den|dnia|w dniu|dne|at|in (?:message|article|data)|pe|ma|ti|ke|to|la|su|ons|tor|fre|lör|sön|mån|tis|\d{1,2}[.:/]|\d{4}|"?\p{Lu}[\p{L}'.-]* .{0,80}[<"]|mon|tue|wed|thu|fri|sat|sun|\p{L}{2},)\s?/iu.test(
    line,
  );
}

/** An attribution so complete that it counts without ">" below it: a beginning, a year or time, and the verb at the end. */
export function isCompleteAttribution(line: string): boolean {
  return (
    isAttribution(line) &&
    startsAttribution(line) &&
    /\d{4}|\d{1,2}[:.]\d{2}/.test(line) &&
    line.trim().length > 15
  );
}

/** "Sent from my iPhone" and its kin. */
export function isDeviceLine(line: string): boolean {
  if (line.length > 120) return false;
  return deviceLine.test(line.trim());
}

const deviceLine =
  /^(?:[—–-]{1,2}\s)?(?:sent (?:from|via|with|by) (?:my |an? )?\S|get outlook for |sent on the go|von meinem .{2,40} gesendet|gesendet (?:von|mit) |envoyé (?:de|depuis|à partir) |télécharger outlook|enviado (?:desde|do|de|a partir) |inviato (?:da|dal) |verzonden (?:vanaf|van|met) |verstuurd (?:vanaf|van) |skickat från |sendt fra |lähetetty |wysłane z |wysłano z |отправлено (?:с|из) |iphone'?umdan gönderildi|发自我的|從我的.{1,20}傳送|iphoneから送信|나의 iphone에서 보냄)/i;
