import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { TLSSocket } from "node:tls";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { connectDatabase } from "./connect.ts";

// Of this test alone: nobody else trusts it.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgElcW2ezKJ4hDB91m
UlBwy+lcGTPJgN704Cx3sSdLaAmhRANCAARmDrpQ2INIXY0jgpp8OhdeQ0LBqL18
U2ggbmGW2YRIguQ5K/irEJYl94HwZHjW3ZrZZIdAVaZar6BOjGB/5QCF
-----END PRIVATE KEY-----`;
const certificate = `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUWx8kuQg0JrYmI82Qv5vsTOBRZjAwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEzMDA3MDczMloYDzIxMjYxMTA2
MDcwNzMyWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARmDrpQ2INIXY0jgpp8OhdeQ0LBqL18U2ggbmGW2YRIguQ5K/irEJYl
94HwZHjW3ZrZZIdAVaZar6BOjGB/5QCFo2kwZzAdBgNVHQ4EFgQU7Hp624AoSgfC
SYlln4FPeQi2RrwwHwYDVR0jBBgwFoAU7Hp624AoSgfCSYlln4FPeQi2RrwwDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIgbUn0jYZs6ciCxZirzJ5oAgtjeseE1TSlm+gNWQJLo8kCIQC/i0sYOmyH
ALpQvoYc0BEHSk7Epre6VzqAurl52VZfEw==
-----END CERTIFICATE-----`;
const sslRequest = 80_877_103;
const tlsRecord = 22;

/** What the server was asked for, in turn: TLS, and the first message in the clear or under it. */
let heard: string[] = [];
let hasTls = true;
let server: Server;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", (first) => {
      if (first.readInt32BE(4) !== sslRequest) {
        refuse(socket, "clear");
        return;
      }
      heard.push("asked");
      socket.write(hasTls ? "S" : "N");
      if (!hasTls) {
        socket.once("data", (next) => refuse(socket, next[0] === tlsRecord ? "tls all the same" : "clear"));
        return;
      }
      const secured = new TLSSocket(socket, { isServer: true, key, cert: certificate });
      secured.on("error", () => undefined);
      secured.once("data", () => refuse(secured, "secure"));
    });
  });
  server.listen(0, "localhost");
  await once(server, "listening");
});

function refuse(socket: Socket, how: string): void {
  heard.push(how);
  const fields = "SFATAL\0C28000\0Mnobody may come in\0\0";
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(4 + fields.length, 1);
  socket.end(Buffer.concat([head, Buffer.from(fields)]));
}

beforeEach(() => {
  heard = [];
  hasTls = true;
});
afterAll(() => server.close());

/** Tries to log in; no server here ever lets anybody in. */
async function tryLogin(query: string, ca?: string): Promise<string[]> {
  const { port } = server.address() as AddressInfo;
  const client = connectDatabase(`postgres://app:x@localhost:${String(port)}/crm${query}`, { ca });
  await client`select 1`.catch(() => undefined);
  await client.end({ timeout: 0 });
  return heard;
}

test("sslmode=require is never sent in the clear, whoever signed the certificate", async () => {
  expect(await tryLogin("?sslmode=require")).toEqual(["asked", "secure"]);
});

test("sslmode=require gives up where the server has no TLS", async () => {
  hasTls = false;
  expect(await tryLogin("?sslmode=require")).not.toContain("clear");
});

test("verify-full takes the certificate of its authority, and no other", async () => {
  expect(await tryLogin("?sslmode=verify-full")).toEqual(["asked"]);
  heard = [];
  expect(await tryLogin("?sslmode=verify-full", certificate)).toEqual(["asked", "secure"]);
});

test("without a word it prefers TLS, and with disable it does not ask", async () => {
  expect(await tryLogin("")).toEqual(["asked", "secure"]);
  heard = [];
  expect(await tryLogin("?sslmode=disable")).toEqual(["clear"]);
});

test("a mode that nobody knows is refused in words", () => {
  expect(() => connectDatabase("postgres://localhost/crm?sslmode=maybe")).toThrow(
    /sslmode=maybe.*verify-full/,
  );
});
