import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { keepEarlyKeys, type KeyBinding, keysStore, nameOfKey, registerKeys } from "./keys-store.ts";

/** As much of an element as the keys ask about. */
class FakeElement {
  readonly within: readonly string[];
  constructor(...within: string[]) {
    this.within = within;
  }
  closest(selector: string): FakeElement | null {
    return this.within.some((part) => selector.includes(part)) ? this : null;
  }
}

let onKey: ((event: object) => void) | null = null;
let timeStamp = 0;

beforeEach(() => {
  vi.stubGlobal("Element", FakeElement);
  vi.stubGlobal("window", {
    addEventListener: (_type: string, listener: (event: object) => void) => (onKey = listener),
    removeEventListener: () => (onKey = null),
  });
});
afterEach(() => vi.unstubAllGlobals());

function press(
  key: string,
  { target = new FakeElement(), ...rest }: { target?: FakeElement; ctrlKey?: boolean } = {},
) {
  const preventDefault = vi.fn();
  timeStamp += 100;
  onKey?.({ key, target, timeStamp, preventDefault, metaKey: false, ctrlKey: false, altKey: false, ...rest });
  return preventDefault.mock.calls.length > 0;
}

const binding = (keys: string, run: KeyBinding["run"], more: Partial<KeyBinding> = {}): KeyBinding => ({
  keys,
  label: keys,
  group: "Everywhere",
  run,
  ...more,
});

test("a key, a key with mod and one after the other", () => {
  const ran: string[] = [];
  const stop = registerKeys(
    ["c", "g c", "mod+k", "?"].map((keys) => binding(keys, () => void ran.push(keys))),
  );
  press("g");
  press("c");
  press("C");
  press("k", { ctrlKey: true });
  press("?");
  expect(ran).toEqual(["g c", "c", "mod+k", "?"]);
  stop();
  expect(onKey).toBeNull();
});

test("a sequence is forgotten after a while", () => {
  const ran: string[] = [];
  const stop = registerKeys([
    binding("g c", () => void ran.push("g c")),
    binding("c", () => void ran.push("c")),
  ]);
  press("g");
  timeStamp += 5_000;
  press("c");
  expect(ran).toEqual(["c"]);
  stop();
});

test("keys rest while something is typed or a layer is open, but for those that say otherwise", () => {
  const run = vi.fn();
  const everywhere = vi.fn();
  const stop = registerKeys([binding("j", run), binding("mod+k", everywhere, { whileTyping: true })]);
  press("j", { target: new FakeElement("textarea") });
  press("j", { target: new FakeElement("[role=dialog]") });
  press("k", { target: new FakeElement("textarea"), ctrlKey: true });
  expect(run).not.toHaveBeenCalled();
  expect(everywhere).toHaveBeenCalledOnce();
  stop();
});

test("the later binding has the key, unless it leaves it", () => {
  const first = vi.fn();
  const stopFirst = registerKeys([binding("e", first)]);
  const second = vi.fn((): void | false => undefined);
  const stopSecond = registerKeys([binding("e", second)]);
  expect(press("e")).toBe(true);
  expect(first).not.toHaveBeenCalled();
  second.mockReturnValue(false);
  press("e");
  expect(first).toHaveBeenCalledOnce();
  expect(keysStore.current()).toHaveLength(2);
  stopSecond();
  stopFirst();
});

test("what a page binds goes before what holds everywhere, also where that came later", () => {
  const [onPage, everywhere] = [vi.fn(), vi.fn()];
  const stopPage = registerKeys([binding("/", onPage, { group: "In a list" })]);
  const stopEverywhere = registerKeys([binding("/", everywhere, { group: "Everywhere" })]);
  press("/");
  expect(onPage).toHaveBeenCalledOnce();
  expect(everywhere).not.toHaveBeenCalled();
  stopEverywhere();
  stopPage();
});

test("space on a button presses the button", () => {
  const run = vi.fn();
  const stop = registerKeys([binding("space", run)]);
  expect(press(" ", { target: new FakeElement("button") })).toBe(false);
  expect(press(" ")).toBe(true);
  expect(run).toHaveBeenCalledOnce();
  stop();
});

test("with Alt a key is somebody else's", () => {
  expect(nameOfKey({ key: "k", altKey: true, ctrlKey: false, metaKey: false })).toBeNull();
});

test("the key of a button that the page shows waits until the page works, and no other does", () => {
  keepEarlyKeys();
  vi.stubGlobal("document", {
    querySelector: (selector: string) => (selector.includes("Control+J") ? new FakeElement() : null),
  });
  expect(press("j", { ctrlKey: true })).toBe(true);
  expect(press("p", { ctrlKey: true })).toBe(false);
  expect(press("j")).toBe(false);

  const run = vi.fn();
  const stopOther = registerKeys([binding("c", vi.fn())]);
  expect(run).not.toHaveBeenCalled();
  const stop = registerKeys([binding("mod+j", run)]);
  expect(run).toHaveBeenCalledOnce();
  stop();
  stopOther();
  const stopAgain = registerKeys([binding("mod+j", run)]);
  expect(run).toHaveBeenCalledOnce();
  stopAgain();
});
