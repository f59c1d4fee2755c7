import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Which folders we cannot write to, and whether the port of the gateway is taken, each with the way out. */
export async function placeProblems(root) {
  const isRoot = process.getuid?.() === 0;
  const folders = [join(root, '.local'), join(root, 'dist'), tmpdir(), ...(isRoot ? ['/var/lib/cloudservices'] : [])];
  const closed = folders.filter((folder) => !isWritable(existing(folder)));
  return [
    ...closed.map((folder) => ({
      what: `The folder ${folder} is not writable.`,
      way: `Give your user write access to ${existing(folder)}, or use a copy of your own.`,
    })),
    ...(await portProblems(root)),
  ];
}

/** The folder itself, or the one that it would be made in. */
const existing = (folder) => (existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder)));

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Of `npm start` alone; all else takes free ports. Of a stack that runs already, the start itself tells more. */
async function portProblems(root) {
  const port = Number(process.env.GATEWAY_PORT || 8080);
  const isAsked = process.env.npm_lifecycle_event === 'start' && Number.isInteger(port) && port > 0 && port < 65_536;
  if (!isAsked || runsAlready(root) || (await isFree(port))) return [];
  const way = `Stop the program that uses port ${port}, or choose another: \`GATEWAY_PORT=0 npm start\` takes a free one.`;
  return [{ what: `Port ${port}, which the gateway needs, is in use by another program.`, way }];
}

function runsAlready(root) {
  try {
    return process.kill(Number(readFileSync(join(root, '.local/launcher.pid'), 'utf8')), 0);
  } catch {
    // No such file, or no such process.
    return false;
  }
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer().once('error', ({ code }) => resolve(code !== 'EADDRINUSE' && code !== 'EACCES'));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
