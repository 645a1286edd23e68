import { migrate } from "#drizzle/migrate.ts";
import { createDatabase, databaseUrl } from "#local/services/postgres.ts";
import { connect } from "#local/services/postgres/bootstrap.ts";

export const templateName = "omnicrm_template";

interface Cluster {
  readonly adminUrl: string;
  readonly systemUrl: string;
}

/** A migrated database that test files copy. Nobody may connect to it: one open session would block every copy. */
export async function createTemplate({ adminUrl, systemUrl }: Cluster): Promise<void> {
  await createDatabase(adminUrl, templateName);
  await migrate(databaseUrl(systemUrl, templateName));
  const admin = connect(adminUrl);
  try {
    await admin`alter database ${admin(templateName)} with is_template true allow_connections false`;
  } finally {
    await admin.end();
  }
}
