// The shapes of what is counted over many messages and decided from it.

import type { Reason, SenderKind, SkipCode, WarningCode } from "./types.ts";

export type PersonReasonCode = "they_wrote" | "you_wrote" | "was_written_to";

export type LeftOutCode =
  | "own_address"
  | "list_address"
  | "no_reply_address"
  | "newsletter"
  | "automated"
  | "only_copied"
  | "ignored"
  | "excluded"
  | "not_written_to";

/** Times in milliseconds since 1970, null where no message of theirs has a date. */
export type PlannedPerson = {
  address: string;
  name: string;
  why: Reason<PersonReasonCode>;
  sentCount: number;
  receivedCount: number;
  firstAt: number | null;
  lastAt: number | null;
  companyDomain: string | null;
  /** Where it takes part, by the place among the plan's cells. */
  cells: number[];
};

/** Somebody who is a contact already, and takes part. */
export type KnownPerson = { address: string; name: string; sentCount: number; receivedCount: number };

/** Messages that no choice can tell apart. */
export type Cell = { sender: string | null; kind: SenderKind; labels: string[]; count: number };

export type PlannedCompany = { domain: string; name: string; peopleCount: number; why: string };

export type LeftOut = {
  address: string;
  name: string;
  why: Reason<LeftOutCode>;
  sentCount: number;
  receivedCount: number;
};

export type MailboxGuess = {
  address: string;
  /** Part of the messages it wrote or received, 0 to 1. */
  share: number;
  why: string;
};

export type Plan = {
  total: number;
  store: number;
  skip: number;
  /** Adds up to `skip`; only codes that occur. */
  skipBy: Partial<Record<SkipCode, number>>;
  /** Of the messages to store, oldest first, `YYYY-MM` in UTC; null for those without a date, last. Adds up to `store`. */
  byMonth: { month: string | null; count: number }[];
  /** Of the messages to store; adds up to `store`. */
  bySenderKind: Record<SenderKind, number>;
  /** At most ten, spread over the file. */
  samples: { subject: string; from: string | null; date: number | null }[];
  listAddresses: { address: string; why: string }[];
  firstAt: number | null;
  lastAt: number | null;
  /** Those a contact would be made for; addresses that have one already are only counted. */
  people: PlannedPerson[];
  peopleKnown: number;
  /** The busiest of them. */
  known: KnownPerson[];
  companies: PlannedCompany[];
  companiesKnown: number;
  /** All messages to store, by what they can be chosen by; counts add up to `store`. */
  cells: Cell[];
  /** Exact counts of addresses that make no contact; `leftOut` names the first 200, busiest first. */
  leftOutBy: Partial<Record<LeftOutCode, number>>;
  leftOut: LeftOut[];
  mailbox: MailboxGuess | null;
  warnings: Partial<Record<WarningCode, number>>;
};

/** What is counted per address; `decidePeople` needs nothing else. */
export type AddressStats = {
  address: string;
  /** Display names as used for it, with the time of the last use (milliseconds, 0 when undated). */
  names: NameUse[];
  /** Messages From it, by what their headers alone say of the sender (never "own"). */
  sentByKind: Record<Exclude<SenderKind, "own">, number>;
  sentCount: number;
  /** Messages in whose To, Cc or Bcc it stands. */
  receivedCount: number;
  /** Messages whose List-Post or List-Id names it. */
  listHeaderCount: number;
  /** Messages whose Delivered-To (or X-Original-To) names it. */
  deliveredCount: number;
  /** Messages From it that a mail program filed as sent. */
  filedSentCount: number;
  firstAt: number | null;
  lastAt: number | null;
  /** Messages in which it stands in any field, Delivered-To included. */
  seenCount: number;
  /** Personal messages in which it stands in To, Cc or Bcc, by the sender's address; null for none. */
  addressedBy: Map<string, Addressed> | null;
};

export type NameUse = { name: string; count: number; lastAt: number };

/** `direct` counts those of them that stand in To of a message to few people. */
export type Addressed = { count: number; direct: number };

/** Exact totals beside the addresses. */
export type MailStats = {
  messageCount: number;
  senderCount: number;
  /** Messages without a readable From. */
  senderlessCount: number;
  addresses: ReadonlyMap<string, AddressStats>;
};

export type PeopleOptions = {
  ownAddresses: ReadonlySet<string>;
  /** Addresses that already belong to a contact. */
  knownAddresses?: ReadonlySet<string>;
  /** Addresses that the workspace ignores. */
  ignoredAddresses?: ReadonlySet<string>;
  /** Domains that already belong to a company. */
  knownDomains?: ReadonlySet<string>;
  /** Why an address makes no contact by choice. */
  refuse?: (address: string) => Reason<LeftOutCode> | null;
};

export type PeopleDecision = {
  people: Omit<PlannedPerson, "cells">[];
  peopleKnown: number;
  known: KnownPerson[];
  companies: PlannedCompany[];
  companiesKnown: number;
  leftOut: LeftOut[];
  leftOutBy: Partial<Record<LeftOutCode, number>>;
  listAddresses: { address: string; why: string }[];
};
