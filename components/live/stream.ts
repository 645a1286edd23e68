interface LiveEvent {
  type: string;
  id: string;
}

interface Listener {
  onEvent: (event: LiveEvent) => void;
  /** The stream was opened (again): what was missed has to be read. */
  onOpen: () => void;
  /** More was missed than is told again: whatever is shown may be old. */
  onMissed: () => void;
}

/** What the server says where it leaves out what was missed. */
const missedType = "stream.missed";

let source: EventSource | null = null;
let opened = false;
const listeners = new Set<Listener>();

/** Whether changes are announced now; while they are not, one has to ask. */
export const isStreamOpen = (): boolean => opened;

function connect(): void {
  source = new EventSource("/api/stream");
  source.onopen = () => {
    opened = true;
    for (const listener of listeners) listener.onOpen();
  };
  source.onerror = () => {
    opened = false;
    // A refusal ends the source for good; a broken line is mended by the browser.
    if (source?.readyState === EventSource.CLOSED) source = null;
  };
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const event: LiveEvent = JSON.parse(data);
    for (const listener of listeners) {
      if (event.type === missedType) listener.onMissed();
      else listener.onEvent(event);
    }
  };
}

/** One stream for the page, open only while somebody listens. Answers the function that stops listening. */
export function listenLive(listener: Listener): () => void {
  listeners.add(listener);
  if (!source) connect();
  else if (opened) listener.onOpen();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = null;
    opened = false;
  };
}
