"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";

import { formatNumber } from "#lib/format/number.ts";
import type { Company, UpdateCompanyInput } from "#lib/schemas/companies.ts";
import { deleteCompany, restoreCompany, updateCompany } from "#components/actions/companies.ts";
import { edited } from "#components/contacts/undo-edit.ts";
import { leaveEdit } from "#components/contacts/leave-edit.ts";
import { WhyButton } from "#components/contacts/why-button.tsx";
import { act } from "#components/live/act.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EditableText } from "#components/ui/editable-text.tsx";
import { Fact, Facts, FactsTitle } from "#components/ui/facts.tsx";
import { useMay } from "#components/ui/rights.tsx";
import { Time } from "#components/ui/time.tsx";

interface CompanyFactsProps {
  company: Company;
  ownId: string;
  /** Begins with its name open, to be changed. */
  isEditing: boolean;
}

/** What is known of a company, changed in place; each with who or what set it. */
export function CompanyFacts({ company, ownId, isEditing }: CompanyFactsProps) {
  const router = useRouter();
  const mayWrite = useMay("companies:write");
  const { id, name, version } = company;
  const edit = (change: Omit<UpdateCompanyInput, "id">, done: string) =>
    edited(updateCompany({ id, ...change, expectedVersion: version }), {
      recordId: id,
      operation: "companies.update",
      done,
    });
  const why = (label: string, ...columns: string[]) => (
    <WhyButton recordId={id} label={label} columns={columns} ownId={ownId} />
  );
  const remove = () => {
    router.push("/companies");
    void act(
      () => deleteCompany({ id }),
      `${name} deleted`,
      () => restoreCompany({ id }),
    );
  };
  return (
    <Card aria-label="Facts">
      <FactsTitle why={why("Name", "name")}>
        <EditableText
          label="Name"
          permission="companies:write"
          value={name}
          placeholder="No name"
          required
          first={isEditing ? "open" : true}
          onClose={leaveEdit}
          onSave={(next) => edit({ name: next }, "Name changed")}
        >
          {(text) => <h2 className="text-title font-semibold break-words">{text}</h2>}
        </EditableText>
      </FactsTitle>
      <Facts className="border-t border-border px-4 py-2">
        <Fact label="Domain" why={why("Domain", "domain")}>
          <EditableText
            label="Domain"
            permission="companies:write"
            value={company.domain}
            placeholder="None"
            onSave={(domain) => edit({ domain: domain || null }, "Domain changed")}
          />
        </Fact>
        <Fact label="People">
          <span className="tabular-nums">
            {formatNumber(company.peopleCount)}
            {company.peopleCountCapped && "+"}
          </span>
        </Fact>
        {company.lastInteractionAt && (
          <Fact label="Last touch">
            <Time at={company.lastInteractionAt} />
          </Fact>
        )}
        <Fact label="Came from" why={why("Came from")}>
          {company.origin === "sync"
            ? "An import"
            : `${company.ownerId === ownId ? "You" : (company.ownerName ?? "Somebody who left")} added it`}
        </Fact>
      </Facts>
      {!company.deletedAt && mayWrite && (
        <div className="border-t border-border px-2 py-2">
          <Button look="danger" size="small" onClick={remove}>
            <Trash2 aria-hidden="true" /> Delete company
          </Button>
        </div>
      )}
    </Card>
  );
}
