import { cn } from "./cn.ts";
import { SignInLink } from "./sign-in-link.tsx";

interface InlineErrorProps {
  /** What happened and what to do. */
  message: string;
  /** What a field names as its description, by which it is read out. */
  id?: string;
  className?: string;
}

/** Why something was refused, in a line beside it; who is signed out gets the way in, as in `ErrorState`. */
export function InlineError({ message, id, className }: InlineErrorProps) {
  return (
    <div className={cn("flex flex-wrap items-center gap-x-2 gap-y-1", className)}>
      <p id={id} role={id === undefined ? "alert" : undefined} className="min-w-0 break-words text-danger">
        {message}
      </p>
      <SignInLink words={message} />
    </div>
  );
}
