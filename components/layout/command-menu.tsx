"use client";

import { Command as Cmdk } from "cmdk";
import { History, Sparkles } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";

import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { useRights } from "#components/ui/rights.tsx";

import { askAssistant, openAssistant } from "./assistant-state.ts";
import { type Command, commandsFor } from "./commands.ts";
import { FoundWords } from "./found-words.tsx";
import { closeOverlay } from "./overlay-state.ts";
import { recentVisits } from "./recent.ts";
import { viewOfHit } from "./search-hit.ts";
import { useFirstRow } from "./use-first-row.ts";

const groupStyle =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-small [&_[cmdk-group-heading]]:text-text-muted";

/** Where to go, who and what to find, what to do: all by typing. */
export default function CommandMenu({ text }: { text: string }) {
  const router = useRouter();
  const { typed, words, found, isSettled, menu, input } = useFirstRow(text);
  const may = useRights();
  const { actions, pages } = commandsFor(words, may);
  const recent = words === "" ? recentVisits() : [];

  const run = (act: () => void) => () => {
    closeOverlay();
    act();
  };
  const go = (href: string) => router.push(href);
  const listed = (commands: readonly Command[]) =>
    commands.map(({ id, label, icon: Icon, keys, run: act }) => (
      <Row key={id} value={id} icon={<Icon aria-hidden="true" />} keys={keys} onSelect={run(() => act(go))}>
        {label}
      </Row>
    ));

  return (
    <Dialog open titleHidden title="Search and commands" className="max-w-xl" onOpenChange={closeOverlay}>
      <Cmdk {...menu} label="Search and commands" shouldFilter={false} loop className="flex min-h-0 flex-col">
        <Cmdk.Input
          {...input}
          value={typed}
          maxLength={200}
          placeholder={`Search people, companies, mail and tasks, or type ${may("contacts:write") ? "what to do" : "where to go"}`}
          className="h-12 shrink-0 border-b border-border bg-transparent px-4 text-reading outline-none placeholder:text-text-muted max-md:text-[1rem]"
        />
        <FoundWords words={words} found={found} isSettled={isSettled} />
        <Cmdk.List className="min-h-0 overflow-y-auto p-1.5">
          {recent.length > 0 && (
            <Cmdk.Group heading="Recent" className={groupStyle}>
              {recent.map(({ href, title }) => (
                <Row
                  key={href}
                  value={`recent ${href}`}
                  icon={<History aria-hidden="true" />}
                  onSelect={run(() => go(href))}
                >
                  {title}
                </Row>
              ))}
            </Cmdk.Group>
          )}
          {found.items.length > 0 && (
            <Cmdk.Group heading="Found" className={groupStyle}>
              {found.items.map((hit) => {
                const { icon: Icon, href } = viewOfHit(hit);
                return (
                  <Row
                    key={hit.id}
                    value={`hit ${hit.id}`}
                    icon={<Icon aria-hidden="true" />}
                    onSelect={run(() => go(href))}
                  >
                    {hit.title}
                    {hit.subtitle && <span className="ml-2 text-text-muted">{hit.subtitle}</span>}
                  </Row>
                );
              })}
            </Cmdk.Group>
          )}
          {actions.length > 0 && (
            <Cmdk.Group heading="Do" className={groupStyle}>
              {listed(actions)}
            </Cmdk.Group>
          )}
          {pages.length > 0 && (
            <Cmdk.Group heading="Go to" className={groupStyle}>
              {listed(pages)}
            </Cmdk.Group>
          )}
          {may("chat:write") && (
            <Cmdk.Group heading="Assistant" className={groupStyle}>
              <Row
                value="ask"
                icon={<Sparkles aria-hidden="true" />}
                keys={words ? undefined : "mod+j"}
                onSelect={run(() => (words ? askAssistant(words) : openAssistant()))}
              >
                {words ? `Ask the assistant: “${words}”` : "Ask the assistant"}
              </Row>
            </Cmdk.Group>
          )}
        </Cmdk.List>
      </Cmdk>
    </Dialog>
  );
}

interface RowProps {
  value: string;
  icon: ReactNode;
  keys?: string | undefined;
  onSelect: () => void;
  children: ReactNode;
}

function Row({ value, icon, keys, onSelect, children }: RowProps) {
  return (
    <Cmdk.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-8 cursor-default items-center gap-2.5 rounded-control px-2 data-[selected=true]:bg-sunken max-md:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5] [&_svg]:text-text-muted"
    >
      {icon}
      <span dir="auto" className="min-w-0 grow truncate">
        {children}
      </span>
      {keys && <Kbd keys={keys} className="max-md:hidden" />}
    </Cmdk.Item>
  );
}
