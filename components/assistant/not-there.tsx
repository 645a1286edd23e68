import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** In place of a conversation that the address names and nobody has. */
export function NotThere({ onList }: { onList: () => void }) {
  return (
    <div role="status">
      <EmptyState
        action={
          <Button className="lg:hidden" onClick={onList}>
            Your conversations
          </Button>
        }
      >
        This conversation is not there. It may have been deleted, or its address was mistyped. Choose another
        one, or begin a new one below.
      </EmptyState>
    </div>
  );
}
