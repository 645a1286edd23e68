declare global {
  var __webpack_nonce__: string | undefined;
}

// What floats locks the page's scrolling with a style element, which the content security policy allows by nonce alone.
if (typeof document !== "undefined") {
  globalThis.__webpack_nonce__ ??= document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
}

export {};
