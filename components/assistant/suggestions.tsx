import { Bell, Hash, Mail, MessageSquareQuote, Reply, UserRoundPlus } from "lucide-react";

const suggestions = [
  { icon: Reply, label: "Who is waiting for my answer?" },
  { icon: Hash, label: "How many contacts do I have?" },
  { icon: MessageSquareQuote, label: "Summarise the mails about …" },
  { icon: Bell, label: "Remind me to … tomorrow" },
  { icon: Mail, label: "Draft a reply to …" },
  { icon: UserRoundPlus, label: "Add a contact …" },
];

interface SuggestionsProps {
  /** Something whole is asked at once; something with a gap goes into the field, with the caret in it. */
  onAsk: (text: string) => void;
  onBegin: (text: string, caret: number) => void;
}

/** What it can do, for a conversation that has not begun. */
export function Suggestions({ onAsk, onBegin }: SuggestionsProps) {
  return (
    <div className="grid content-end gap-3 p-4">
      <p className="text-text-muted">
        Ask about your people, mails and events, or tell it what to do. It changes nothing before you have
        approved it.
      </p>
      <ul className="grid gap-1.5">
        {suggestions.map(({ icon: Icon, label }) => (
          <li key={label}>
            <button
              type="button"
              onClick={() => {
                const gap = label.indexOf("…");
                if (gap < 0) onAsk(label);
                else onBegin(label.replace("…", ""), gap);
              }}
              className="flex min-h-9 w-full items-center gap-2 rounded-control border border-border px-3 py-1.5 text-left hover:bg-sunken max-md:min-h-11"
            >
              <Icon aria-hidden="true" className="size-4 shrink-0 stroke-[1.5] text-text-muted" />
              {label}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
