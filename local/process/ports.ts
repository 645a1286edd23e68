import { type AddressInfo, type Server, connect, createServer } from "node:net";

/** A port of 127.0.0.1 that nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await listen(server, 0, "127.0.0.1");
  const { port } = server.address() as AddressInfo;
  await close(server);
  return port;
}

/** True when a server accepts connections there. A port that can be bound may still be another's on macOS. */
export async function isListening(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 1_000 });
    const answer = (listening: boolean): void => {
      socket.destroy();
      resolve(listening);
    };
    socket.once("connect", () => {
      answer(true);
    });
    socket.once("timeout", () => {
      answer(false);
    });
    socket.once("error", () => {
      answer(false);
    });
  });
}

/** True when nobody answers on the port and it can be bound, on IPv4 and IPv6. */
export async function isPortFree(port: number): Promise<boolean> {
  if ((await isListening(port)) || (await isListening(port, "::1"))) return false;
  return (await canBind(port, "127.0.0.1")) && (await canBind(port, "::1"));
}

async function canBind(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    await listen(server, port, host);
    await close(server);
    return true;
  } catch (error) {
    // A machine without IPv6 has nothing there that could be in the way.
    return error instanceof Error && "code" in error && error.code === "EADDRNOTAVAIL";
  }
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, resolve);
  });
}

async function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
