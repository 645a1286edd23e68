import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { databaseUrl } from "#local/services/postgres.ts";
import { connect } from "#local/services/postgres/bootstrap.ts";
import { systemLogin } from "#local/services/postgres/settings.ts";
import { templateName } from "./template.ts";

export interface TestDatabase {
  readonly name: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** A migrated, empty database for the calling test file alone. Call it in beforeAll, and drop() in afterAll. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, systemUrl, appUrl } = inject("postgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const asAdmin = async (statement: string): Promise<void> => {
    const admin = connect(adminUrl);
    try {
      await admin.unsafe(statement);
    } finally {
      await admin.end();
    }
  };
  await asAdmin(`create database ${name} template ${templateName} owner ${systemLogin}`);
  return {
    name,
    appUrl: databaseUrl(appUrl, name),
    systemUrl: databaseUrl(systemUrl, name),
    adminUrl: databaseUrl(adminUrl, name),
    async drop() {
      await asAdmin(`drop database if exists ${name} with (force)`);
    },
  };
}
