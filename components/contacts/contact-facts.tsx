"use client";

import type { ReactNode } from "react";

import { formatNumber } from "#lib/format/number.ts";
import type { Contact } from "#lib/schemas/contacts.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { EditableText } from "#components/ui/editable-text.tsx";
import { Time } from "#components/ui/time.tsx";

import { DeleteContact } from "./delete-contact.tsx";
import { editContact } from "./undo-edit.ts";

/** What is known of a contact; name and title are changed in place. */
export function ContactFacts({ contact }: { contact: Contact }) {
  const { id, version } = contact;
  return (
    <Card aria-label="Facts">
      <div className="p-4 pb-3">
        <EditableText
          label="Name"
          value={contact.displayName}
          placeholder="No name"
          maxLength={200}
          required
          onSave={(displayName) => editContact({ id, displayName, expectedVersion: version }, "Name changed")}
        >
          {(name) => <h2 className="text-title font-semibold break-words">{name}</h2>}
        </EditableText>
      </div>
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] border-t border-border px-4 py-2">
        <Fact label="Title">
          <EditableText
            label="Title"
            value={contact.title}
            placeholder="None"
            maxLength={200}
            className="-my-1"
            onSave={(title) =>
              editContact({ id, title: title || null, expectedVersion: version }, "Title changed")
            }
          />
        </Fact>
        <Fact label="E-mail">
          {contact.emails.length === 0 && <span className="text-text-muted">None</span>}
          {contact.emails.map((email) => (
            <div key={email} className="wrap-anywhere">
              {email}
            </div>
          ))}
        </Fact>
        <Fact label="Company">{contact.companyName ?? <span className="text-text-muted">None</span>}</Fact>
        <Fact label="Mail">
          <span className="tabular-nums">
            {formatNumber(contact.inboundCount)} from them, {formatNumber(contact.outboundCount)} to them
          </span>
        </Fact>
        {contact.firstInteractionAt && (
          <Fact label="First touch">
            <Time at={contact.firstInteractionAt} />
          </Fact>
        )}
        {contact.lastInteractionAt && (
          <Fact label="Last touch">
            <Time at={contact.lastInteractionAt} />
          </Fact>
        )}
        <Fact label="Came from">{contact.origin === "sync" ? "An import" : "Somebody added it"}</Fact>
        {contact.tags.length > 0 && (
          <Fact label="Tags">
            <span className="flex flex-wrap gap-1">
              {contact.tags.map((tag) => (
                <Badge key={tag.id}>{tag.name}</Badge>
              ))}
            </span>
          </Fact>
        )}
      </dl>
      <div className="border-t border-border px-2 py-2">
        <DeleteContact contact={contact} />
      </div>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="py-1.5 text-text-muted">{label}</dt>
      <dd className="min-w-0 py-1.5">{children}</dd>
    </>
  );
}
