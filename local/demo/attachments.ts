import { fillDates } from "./clock.ts";
import type { MailPart } from "./rfc822.ts";

const files: Record<string, { type: string; text: string }> = {
  "hexley-margins.csv": {
    type: "text/csv",
    text: "product,units,price,margin\nH-200,410,1890,0.31\nH-340,122,4150,0.22\nService kits,2900,64,0.55\nRepairs,760,210,0.08",
  },
  "ferrum-scope.txt": {
    type: "text/plain",
    text: "Ferrum, second year\n\n1. Monthly board pack\n2. Pricing review, twice\n3. Cover for Denise in audit month\n4. Four days on site",
  },
  "lease-points.txt": {
    type: "text/plain",
    text: "Hyra: 2 150 kr/kvm\nTid: tre år\nUppsägning: nio månader\nIndex: KPI, golv 1 %\nVentilation: hyresvärden\nCykelrum: ja",
  },
  "northgate-questions.txt": {
    type: "text/plain",
    text: "Q1 Insurance limits\nQ2 Named staff\nQ3 Social value, 400 words\nQ4 Travel inside the rate?\nQ5 References, three",
  },
  "saltmarsh-statement.csv": {
    type: "text/csv",
    text: "invoice,date,amount,paid\nLR-2210,{w38 mon},4200.00,yes\nLR-2231,{w33 mon},6150.00,no\nLR-2224,{w36 mon},2100.00,yes",
  },
  "talk-outline.txt": {
    type: "text/plain",
    text: "1. The shed with no key\n2. Who may say no\n3. Three dull meetings\n4. Questions",
  },
  "timeline.txt": {
    type: "text/plain",
    text: "14:02 sent\n14:09 noticed\n14:15 Ruth called\n14:31 recall asked\n16:40 deletion confirmed",
  },
  "paris-train.txt": { type: "text/plain", text: "Dep. 07:04\nArr. 10:11\nVoiture 6, place 41" },
  "korschema.txt": {
    type: "text/plain",
    text: "18.30 Insjungning\n19.00 Alla\n20.00 Fika (Bo)\n20.20 Stämvis\n21.00 Slut",
  },
  "stock-count.csv": {
    type: "text/csv",
    text: "bay,system,counted\nA1,120,118\nA2,64,64\nB1,0,31\nB7,15,0\nC3,9,9",
  },
};

export function attachment(anchor: Date, fileName: string): MailPart {
  const file = files[fileName];
  if (file === undefined) throw new Error(`No file "${fileName}" in local/demo/attachments.ts.`);
  return { type: file.type, text: fillDates(anchor, file.text), fileName };
}
