"use client";

import { Braces, FileText, Trash2 } from "lucide-react";
import type { ReactElement } from "react";

import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";

export interface ThreadMenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  onExport: (format: "markdown" | "json") => void;
  /** Null for whom the role does not let change it. */
  onDelete: (() => void) | null;
}

/** What is rarely done with a conversation. Opens at once: it is fetched when it is first wanted. */
export default function ThreadMenu({ trigger, onExport, onDelete }: ThreadMenuProps) {
  return (
    <Menu defaultOpen align="end" trigger={trigger}>
      <MenuItem icon={<FileText aria-hidden="true" />} onSelect={() => onExport("markdown")}>
        Export as Markdown
      </MenuItem>
      <MenuItem icon={<Braces aria-hidden="true" />} onSelect={() => onExport("json")}>
        Export as JSON
      </MenuItem>
      {onDelete && (
        <>
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden="true" />} tone="danger" onSelect={onDelete}>
            Delete
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
