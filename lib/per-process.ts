const kept: unique symbol = Symbol.for("omnicrm.per-process");

/**
 * What must exist once in a process. The bundler gives pages, route handlers and instrumentation a copy each of every
 * module, and with it of every variable at its top. A name stands for one type.
 */
export function perProcess<T extends object>(name: string, make: () => T): T {
  const holder: typeof globalThis & { [kept]?: Map<string, object> } = globalThis;
  const store = (holder[kept] ??= new Map());
  const made = store.get(name) ?? make();
  store.set(name, made);
  return made as T;
}
