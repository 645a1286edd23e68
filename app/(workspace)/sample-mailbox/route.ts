import { sampleMailbox } from "./sample.ts";

export const dynamic = "force-static";

export const GET = sampleMailbox;
