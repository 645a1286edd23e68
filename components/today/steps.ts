import type { Today } from "#lib/schemas/insights.ts";

type Step = Today["checklist"][number]["step"];

interface StepWords {
  title: string;
  text: string;
  /** The page where it is done; none for the assistant, which is on each. */
  href: string | null;
  act: string;
}

export const steps: Record<Step, StepWords> = {
  connect: {
    title: "Connect your mailbox",
    text: "Google, or a file with mail. Nothing is read before you say so.",
    href: "/sync",
    act: "Connect",
  },
  import: {
    title: "See what would come in, and approve it",
    text: "People, companies and mails are listed first. Nothing is stored until you approve.",
    href: "/sync",
    act: "To sync",
  },
  ask: {
    title: "Ask the assistant",
    text: "Who waits for your answer, what somebody said, what happened last month.",
    href: null,
    act: "Ask",
  },
  decide: {
    title: "Decide on what it proposes",
    text: "What the assistant wants to write waits for your approval.",
    href: "/approvals",
    act: "To approvals",
  },
  takeBack: {
    title: "Take something back",
    text: "Changes of your records and imports can be reverted, whoever made them.",
    href: "/activity",
    act: "To activity",
  },
};
