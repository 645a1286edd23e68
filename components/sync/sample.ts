import type { Result } from "#lib/result.ts";

/** Whose mailbox the sample is. */
const owner = "mara@fjordlicht.example";

interface Sample {
  file: Blob;
  fileName: string;
  mailbox: string;
}

/** The invented mailbox that is there to try things with. Never rejects. */
export async function readSample(): Promise<Result<Sample>> {
  try {
    const response = await fetch("/sample-mailbox");
    if (response.ok) {
      return { ok: true, data: { file: await response.blob(), fileName: "sample.mbox", mailbox: owner } };
    }
  } catch {
    // Said below.
  }
  return {
    ok: false,
    error: {
      code: "unavailable",
      message: "The sample mailbox did not arrive. Please try again in a moment.",
      requestId: "",
    },
  };
}
