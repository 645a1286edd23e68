/** Words that a model is told, under a name. A changed text is a new version: what was answered keeps the one it came from. */
export interface Prompt {
  name: string;
  /** The day it was written, with a letter where there were several. */
  version: string;
  text: string;
}

/** "answer@2026-11-21": stands on every answer, call and change that came of it. */
export const versionOf = ({ name, version }: Prompt): string => `${name}@${version}`;
