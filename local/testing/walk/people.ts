import { importMailbox } from "#local/testing/imports.ts";
import { mbox } from "#local/testing/mail.ts";
import { createCompany, deleteCompany } from "#server/companies/index.ts";
import { createContact, deleteContact, listContacts } from "#server/contacts/index.ts";
import type { Context } from "#server/core/index.ts";
import { addIgnored } from "#server/ignored/index.ts";
import { listSuggestions } from "#server/suggestions/index.ts";
import { addTag, createTag } from "#server/tags/index.ts";

import type { WalkCases } from "./types.ts";

export const newContact = (owner: Context) => createContact(owner, { displayName: "Ada" });
const newCompany = (owner: Context) => createCompany(owner, { name: "Acme" });
const newTag = (owner: Context) => createTag(owner, { name: "friend" });

const contactId = async (owner: Context) => ({ id: (await newContact(owner)).id });
const companyId = async (owner: Context) => ({ id: (await newCompany(owner)).id });
/** What a signature offers for a contact that its import made. */
async function offer(owner: Context) {
  const body = "Hello.\n\n-- \nAda Byron\nChief Engineer";
  const from = "Ada Byron <ada@analytical.example>";
  await importMailbox(owner, "inbox.mbox", mbox([{ from, to: "me@home.example", body }]), "me@home.example");
  const [contact] = (await listContacts({ ...owner, door: "rest" }, {})).items;
  return { contactId: contact?.id ?? "", kind: "title", value: "Chief Engineer" };
}

const tagId = async (owner: Context) => ({ id: (await newTag(owner)).id });

async function contactAndTag(owner: Context) {
  return { contactId: (await newContact(owner)).id, tagId: (await newTag(owner)).id };
}

export const peopleCases: WalkCases = {
  "contacts.create": {
    seed: async (owner) => ({ displayName: "Bea", companyId: (await newCompany(owner)).id }),
    stranger: "notFound",
  },
  "contacts.get": { seed: contactId, stranger: "notFound" },
  "contacts.list": {
    seed: async (owner) => {
      await newContact(owner);
      return {};
    },
    stranger: "empty",
  },
  "contacts.update": {
    seed: async (owner) => ({ ...(await contactId(owner)), title: "Countess" }),
    stranger: "notFound",
  },
  "contacts.delete": { seed: contactId, stranger: "notFound" },
  "contacts.restore": {
    seed: async (owner) => {
      const input = await contactId(owner);
      await deleteContact(owner, input);
      return input;
    },
    stranger: "notFound",
  },
  "contacts.timeline": { seed: contactId, stranger: "notFound" },

  "companies.create": { seed: () => Promise.resolve({ name: "Acme" }), stranger: "untouched" },
  "companies.get": { seed: companyId, stranger: "notFound" },
  "companies.timeline": { seed: companyId, stranger: "notFound" },
  "companies.list": {
    seed: async (owner) => {
      await newCompany(owner);
      return {};
    },
    stranger: "empty",
  },
  "companies.update": {
    seed: async (owner) => ({ ...(await companyId(owner)), name: "Acme Ltd" }),
    stranger: "notFound",
  },
  "companies.delete": { seed: companyId, stranger: "notFound" },
  "companies.restore": {
    seed: async (owner) => {
      const input = await companyId(owner);
      await deleteCompany(owner, input);
      return input;
    },
    stranger: "notFound",
  },

  "tags.create": { seed: () => Promise.resolve({ name: "friend" }), stranger: "untouched" },
  "tags.list": {
    seed: async (owner) => {
      await newTag(owner);
      return {};
    },
    stranger: "empty",
  },
  "tags.update": {
    seed: async (owner) => ({ ...(await tagId(owner)), name: "foe" }),
    stranger: "notFound",
  },
  "tags.delete": { seed: tagId, stranger: "notFound" },
  "tags.add": { seed: contactAndTag, stranger: "notFound" },
  "tags.remove": {
    seed: async (owner) => {
      const input = await contactAndTag(owner);
      await addTag(owner, input);
      return input;
    },
    stranger: "notFound",
  },

  "suggestions.list": {
    seed: async (owner) => ({ contactId: (await offer(owner)).contactId }),
    stranger: "notFound",
    viewer: "notFound",
  },
  "suggestions.find": {
    seed: async (owner) => ({ contactId: (await newContact(owner)).id }),
    stranger: "notFound",
  },
  "suggestions.accept": { seed: offer, stranger: "notFound" },
  "suggestions.dismiss": { seed: offer, stranger: "notFound" },
  "suggestions.restore": { seed: offer, stranger: "notFound" },
  "suggestions.quotes": {
    seed: async (owner) => {
      const { contactId } = await offer(owner);
      const { items } = await listSuggestions({ ...owner, door: "rest" }, { contactId });
      return { interactionId: items[0]?.interactionId };
    },
    stranger: "notFound",
    viewer: "notFound",
  },
  "ignored.add": { seed: () => Promise.resolve({ value: "x.example" }), stranger: "untouched" },
  "ignored.list": {
    seed: async (owner) => {
      await addIgnored(owner, { value: "x.example" });
      return {};
    },
    stranger: "empty",
  },
  "ignored.remove": {
    seed: async (owner) => ({ id: (await addIgnored(owner, { value: "x.example" })).id }),
    stranger: "notFound",
  },

  "search.query": {
    seed: async (owner) => {
      await newContact(owner);
      return { query: "Ada" };
    },
    stranger: "empty",
  },
};
