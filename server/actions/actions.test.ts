import { globSync, readFileSync } from "node:fs";

import { expect, test } from "vitest";

/**
 * Every action there is: each is an endpoint that anybody may call with anything. imports.create never becomes one: its
 * input names a stored file, which only the door that received the bytes may do.
 */
const actions: Record<string, string[]> = {
  "server/actions/api-keys.ts": ["createApiKey", "revokeApiKey"],
  "server/actions/auth.ts": [
    "choosePassword",
    "sendResetCode",
    "sendSignInCode",
    "signIn",
    "signInWithCode",
    "signOut",
    "signUp",
    "startGoogleSignIn",
    "verifyResetCode",
  ],
  "server/actions/billing.ts": ["keepBodies", "removeBudget", "setBudget"],
  "server/actions/calendar.ts": ["deleteEvent", "moveEvent"],
  "server/actions/change-sets.ts": ["revertAllChangeSets", "revertChangeSet"],
  "server/actions/chat.ts": [
    "archiveThread",
    "deleteThread",
    "renameThread",
    "restoreThread",
    "retryTurn",
    "sendMessage",
    "stopThread",
  ],
  "server/actions/companies.ts": ["createCompany", "deleteCompany", "restoreCompany", "updateCompany"],
  "server/actions/connections.ts": ["disconnectAccount", "startGoogle"],
  "server/actions/contacts.ts": ["createContact", "deleteContact", "restoreContact", "updateContact"],
  "server/actions/jobs.ts": ["cancelJob", "retryJob"],
  "server/actions/mail.ts": ["archiveMail", "callBackMail", "labelMail", "sendMail"],
  "server/actions/notes.ts": ["createNote", "deleteNote", "restoreNote", "updateNote"],
  "server/actions/profile.ts": ["updateProfile"],
  "server/actions/proposals.ts": ["approveProposal", "rejectProposal", "reopenProposal"],
  "server/actions/sync.ts": [
    "approvePreview",
    "askProvider",
    "completeImport",
    "countDays",
    "createPreview",
    "deleteConnection",
    "discardImport",
    "discardPreview",
    "fetchMissing",
    "replayFailed",
    "restoreRule",
    "resumeBatch",
    "resumeImport",
    "revokeRule",
    "selectPreview",
    "syncConnection",
    "takeBackConnection",
    "undoBatch",
    "undoBatches",
  ],
  "server/actions/ignored.ts": ["addIgnored", "removeIgnored"],
  "server/actions/memories.ts": ["createMemory", "deleteMemory", "restoreMemory", "updateMemory"],
  "server/actions/suggestions.ts": [
    "acceptSuggestion",
    "dismissSuggestion",
    "findSuggestions",
    "restoreSuggestion",
  ],
  "server/actions/tags.ts": ["addTag", "createTag", "deleteTag", "removeTag", "updateTag"],
  "server/actions/tasks.ts": [
    "completeTask",
    "createTask",
    "deleteTask",
    "reopenTask",
    "restoreTask",
    "updateTask",
  ],
};

const directive = /^\s*["']use server["']/m;
const all = globSync("{app,components,lib,server}/**/*.{ts,tsx}");
const files = all
  .filter((file) => !/\.test\.tsx?$/.test(file) && directive.test(readFileSync(file, "utf8")))
  .sort();

test("actions stand in server/actions, and the directive nowhere else", () => {
  expect(files).toEqual(Object.keys(actions).sort());
  for (const file of files) expect(readFileSync(file, "utf8")).toMatch(/^"use server";/);
});

test.each(Object.entries(actions))("%s exports the actions that are written down", async (file, names) => {
  const exported = (await import(/* @vite-ignore */ `${process.cwd()}/${file}`)) as Record<string, unknown>;
  expect(Object.keys(exported).sort()).toEqual(names);
  for (const action of Object.values(exported)) expect(action).toBeTypeOf("function");
});
