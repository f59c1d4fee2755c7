import { z } from 'zod';
import { loadConfig } from '#shared/config/load-config.ts';
import { runMain } from '#shared/config/run-main.ts';
import { postgresSettings } from '#shared/config/settings.ts';
import { connect } from '#shared/postgres/connect.ts';
import { roles } from '#shared/tokens/access-claims.ts';
import { canonicalEmail } from './email.ts';
import { createStore } from './store.ts';

// Run by hand, with the service's DATABASE_URL and DATABASE_AUTHENTICATION: `grant-role <email> <role>`. Creates the first admin.
// Exit codes: 0 if the user now has the role, 1 if there is no such user or the database failed, 2 if the arguments are wrong.
await runMain(async () => {
  const [email, role] = process.argv.slice(2);
  const known = roles.find((name) => name === role);
  if (!email || !known) return leave(2, `Usage: grant-role <email> <role>, where role is one of ${roles.join(', ')}.`);
  const { DATABASE_URL, DATABASE_AUTHENTICATION: authentication } = loadConfig(z.object(postgresSettings), process.env);
  const database = connect(DATABASE_URL, { authentication, connectionsMax: 1, name: 'auth grant-role' });
  try {
    const user = await createStore(database).grantRole(canonicalEmail(email), known);
    if (!user) return leave(1, `No account is registered as ${email}.`);
    console.log(`${user.email} is now ${user.roles.join(', ')}. Tokens contain this from the next refresh or sign-in.`);
  } finally {
    await database.close();
  }
});

function leave(exitCode: number, sentence: string): void {
  console.error(sentence);
  process.exitCode = exitCode;
}
