"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";

import type { Interaction } from "#lib/schemas/interactions.ts";
import { read } from "#components/live/read.ts";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast-store.ts";

import { Attachments } from "./attachments.tsx";
import { MailFrame } from "./mail-frame.tsx";
import { MailText } from "./mail-text.tsx";

/** The sender's own words; what they quoted, their signature and the mail as it was sent are a press away. */
export function MessageBody({ interaction }: { interaction: Interaction }) {
  const [whole, setWhole] = useState(interaction);
  const [isLoading, setLoading] = useState(false);
  const [showsRest, setShowsRest] = useState(false);
  const [isFormatted, setFormatted] = useState(false);
  const { id, kind, readable, subject, body, quoted, signature, cut, attachments } = whole;

  if (!readable)
    return <p className="text-text-muted">The owner of the mailbox does not share what it says.</p>;

  const readWhole = async () => {
    setLoading(true);
    const result = await read<Interaction>(`/interactions/${id}`);
    setLoading(false);
    if (result.ok) setWhole({ ...result.data, cut: false });
    else showToast({ text: result.error.message, tone: "danger" });
  };
  const rest = [signature, quoted].filter((text) => text !== null && text.trim() !== "");

  return (
    <div className="grid grid-cols-1 gap-3">
      {isFormatted ? (
        <MailFrame
          interactionId={id}
          title={`Mail: ${subject ?? "no subject"}`}
          text={[body ?? "", ...rest].join("\n")}
        />
      ) : (
        <>
          {body?.trim() ? (
            <MailText>{body}</MailText>
          ) : (
            <p className="text-text-muted">{rest.length > 0 ? "Nothing was added." : "No text."}</p>
          )}
          {rest.length > 0 && (
            <Button
              size="small"
              aria-expanded={showsRest}
              aria-label="Signature and quoted text"
              title="Signature and quoted text"
              className="justify-self-start"
              onClick={() => setShowsRest(!showsRest)}
            >
              <Ellipsis aria-hidden="true" />
            </Button>
          )}
          {showsRest &&
            rest.map((text, index) => (
              <MailText key={index} className="text-text-muted">
                {text ?? ""}
              </MailText>
            ))}
          {cut && (
            <Button
              size="small"
              pending={isLoading}
              className="justify-self-start"
              onClick={() => void readWhole()}
            >
              {isLoading ? "Loading…" : "Show the whole mail"}
            </Button>
          )}
        </>
      )}
      <Attachments interactionId={id} attachments={attachments} />
      {kind === "email" && (
        <Button
          look="quiet"
          size="small"
          className="-ml-2 justify-self-start"
          aria-pressed={isFormatted}
          onClick={() => setFormatted(!isFormatted)}
        >
          {isFormatted ? "Show text" : "Show formatted"}
        </Button>
      )}
    </div>
  );
}
