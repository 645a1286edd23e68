interface PolicySettings {
  /** The development server evaluates code for its overlays. */
  development: boolean;
  https: boolean;
  /** Where large files are sent to, besides the app itself. */
  uploads: string | null;
}

/** Scripts run by nonce alone and nothing is loaded from elsewhere. Style attributes stay, since pages come with some. */
export function contentSecurityPolicy(
  nonce: string,
  { development, https, uploads }: PolicySettings,
): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${uploads ? ` ${uploads}` : ""}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
