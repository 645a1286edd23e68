"use server";

import * as contacts from "#server/contacts/index.ts";

import { action } from "./action.ts";

export const createContact = action(contacts.createContact);
export const updateContact = action(contacts.updateContact);
export const deleteContact = action(contacts.deleteContact);
export const restoreContact = action(contacts.restoreContact);
