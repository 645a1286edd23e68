import { buttonStyle } from "#components/ui/button.tsx";

/** With a plain link: what this page fetches, every page does. */
export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-4 py-16">
      <h1 className="text-title font-semibold">There is nothing here</h1>
      <p className="mt-1 mb-4 text-reading text-text-muted">
        This address leads nowhere. It may have been mistyped, or the page has moved.
      </p>
      <a href="/" className={buttonStyle()}>
        To the start
      </a>
    </main>
  );
}
