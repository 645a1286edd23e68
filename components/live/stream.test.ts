import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { isStreamOpen, listenLive } from "./stream.ts";

class Source {
  static readonly CLOSED = 2;
  static latest: Source | null = null;
  readyState = 1;
  onopen: () => void = () => undefined;
  onerror: () => void = () => undefined;
  onmessage: (message: { data: string }) => void = () => undefined;
  constructor() {
    Source.latest = this;
  }
  close(): void {
    this.readyState = Source.CLOSED;
  }
}

beforeEach(() => vi.stubGlobal("EventSource", Source));
afterEach(() => vi.unstubAllGlobals());

function listening() {
  const heard = { onOpen: vi.fn(), onEvent: vi.fn(), onMissed: vi.fn() };
  return { heard, stop: listenLive(heard) };
}

test("what was missed beyond what is told again is told to everybody, and is no event", () => {
  const [one, two] = [listening(), listening()];
  const source = Source.latest;
  source?.onopen();
  source?.onmessage({ data: JSON.stringify({ type: "contact.created", id: "a" }) });
  source?.onmessage({ data: JSON.stringify({ type: "stream.missed", id: "" }) });
  for (const { heard } of [one, two]) {
    expect(heard.onOpen).toHaveBeenCalledOnce();
    expect(heard.onEvent.mock.calls).toEqual([[{ type: "contact.created", id: "a" }]]);
    expect(heard.onMissed).toHaveBeenCalledOnce();
  }
  one.stop();
  expect(isStreamOpen()).toBe(true);
  two.stop();
  expect([isStreamOpen(), source?.readyState]).toEqual([false, Source.CLOSED]);
});
