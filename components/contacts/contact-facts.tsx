"use client";

import { formatNumber } from "#lib/format/number.ts";
import type { Contact } from "#lib/schemas/contacts.ts";
import { TagEditor } from "#components/tags/tag-editor.tsx";
import type { Tag } from "#components/tags/tag.ts";
import { Card } from "#components/ui/card.tsx";
import { AddressText } from "#components/ui/address-text.tsx";
import { EditableText } from "#components/ui/editable-text.tsx";
import { Fact, Facts, FactsTitle } from "#components/ui/facts.tsx";
import { Time } from "#components/ui/time.tsx";

import { CompanyFact } from "./company-fact.tsx";
import { DeleteContact } from "./delete-contact.tsx";
import { leaveEdit } from "./leave-edit.ts";
import { editContact } from "./edit-contact.ts";
import { WhyButton } from "./why-button.tsx";

interface ContactFactsProps {
  contact: Contact;
  tags: readonly Tag[];
  ownId: string;
  /** Begins with its name open, to be changed. */
  isEditing: boolean;
}

/** What is known of a contact, changed in place; each with who or what set it. */
export function ContactFacts({ contact, tags, ownId, isEditing }: ContactFactsProps) {
  const { id, version } = contact;
  const why = (label: string, ...columns: string[]) => (
    <WhyButton recordId={id} label={label} columns={columns} ownId={ownId} />
  );
  return (
    <Card aria-label="Facts">
      <FactsTitle why={why("Name", "display_name")}>
        <EditableText
          label="Name"
          permission="contacts:write"
          value={contact.displayName}
          placeholder="No name"
          required
          first={isEditing ? "open" : true}
          onClose={leaveEdit}
          onSave={(displayName) => editContact({ id, displayName, expectedVersion: version }, "Name changed")}
        >
          {(name) => <h2 className="text-title font-semibold break-words">{name}</h2>}
        </EditableText>
      </FactsTitle>
      <Facts className="border-t border-border px-4 py-2">
        <Fact label="Title" why={why("Title", "title")}>
          <EditableText
            label="Title"
            permission="contacts:write"
            value={contact.title}
            placeholder="None"
            onSave={(title) =>
              editContact({ id, title: title || null, expectedVersion: version }, "Title changed")
            }
          />
        </Fact>
        <Fact label="E-mail" why={why("E-mail", "primary_email")}>
          <EditableText
            label="E-mail"
            permission="contacts:write"
            value={contact.emails.join(", ")}
            placeholder="None"
            onSave={(text) =>
              editContact({ id, emails: addressesOf(text), expectedVersion: version }, "E-mail changed")
            }
          >
            {(text) => <Addresses emails={addressesOf(text)} />}
          </EditableText>
        </Fact>
        <Fact label="Phone">
          <EditableText
            label="Phone"
            permission="contacts:write"
            value={contact.phones.join(", ")}
            placeholder="None"
            onSave={(text) =>
              editContact({ id, phones: numbersOf(text), expectedVersion: version }, "Phone changed")
            }
          />
        </Fact>
        <Fact label="Company" why={why("Company", "company_id")}>
          <CompanyFact contact={contact} />
        </Fact>
        <Fact label="Tags">
          <TagEditor contactId={id} tags={contact.tags} all={tags} />
        </Fact>
        <Fact label="Owner" why={why("Owner", "owner_id")}>
          {contact.ownerId === ownId ? "You" : (contact.ownerName ?? "Somebody who left")}
        </Fact>
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
        <Fact label="Came from" why={why("Came from")}>
          {contact.origin === "sync"
            ? "An import"
            : `${contact.ownerId === ownId ? "You" : (contact.ownerName ?? "Somebody who left")} added it`}
        </Fact>
      </Facts>
      {!contact.deletedAt && <DeleteContact contact={contact} />}
    </Card>
  );
}

const numbersOf = (text: string): string[] =>
  text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean);

/** Several stand in one field, as in a mail program. */
const addressesOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

function Addresses({ emails }: { emails: readonly string[] }) {
  return emails.map((email) => (
    <span key={email} className="block wrap-anywhere">
      <AddressText address={email} />
    </span>
  ));
}
