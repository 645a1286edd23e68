/** The product's mark: two people and what lies between them. */
export function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5 shrink-0 text-accent">
      <rect width="20" height="20" rx="5" fill="currentColor" />
      <g fill="none" stroke="var(--color-accent-text)" strokeWidth="1.6">
        <circle cx="7.6" cy="10" r="3.4" />
        <circle cx="12.4" cy="10" r="3.4" />
      </g>
    </svg>
  );
}
