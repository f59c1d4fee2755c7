import fs, { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A start writes bundles, a database and maybe a copy of PostgreSQL, but very little to the system's temporary folder. */
const mebibytesMin = 300;
const mebibytesOfTmpMin = 16;

/** The folders that are not writable or full, and whether the gateway's port is taken, each with a remedy. */
export async function placeProblems(root) {
  const isRoot = process.getuid?.() === 0;
  const folders = [join(root, '.local'), join(root, 'dist'), ...(isRoot ? ['/var/lib/cloudservices'] : [])];
  const closed = folders.filter((folder) => !isWritable(existing(folder)));
  // A missing temporary folder is not created, so it is not checked.
  const tmp = isWritable(tmpdir()) ? [tmpdir()] : [];
  return [
    ...closed.map((folder) => ({
      what: `The folder ${folder} is not writable.`,
      way: `Give your user write access to ${existing(folder)}, or use your own copy.`,
    })),
    ...(tmp.length === 0 ? [tmpProblem()] : []),
    ...pathProblems(root),
    ...roomProblems([...folders.filter((folder) => !closed.includes(folder)).map(existing), ...tmp]),
    ...(await portProblems(root)),
  ];
}

/** Vite, which builds the pages, treats everything after these characters as not part of a file name. */
function pathProblems(root) {
  const mark = /[#?]/.exec(root)?.[0];
  const way = 'Move the clone to a folder whose path has neither # nor ? in it.';
  return mark ? [{ what: `The path ${root} has a ${mark} in it, and Vite cannot build there.`, way }] : [];
}

function tmpProblem() {
  const what = `The folder for temporary files, ${tmpdir()}, ${existsSync(tmpdir()) ? 'cannot be written to' : 'does not exist'}.`;
  return { what, way: 'Set TMPDIR to a folder that your user can write to.' };
}

/** The file systems with too little room, each reported once. Node before 18.15 cannot tell. */
export function roomProblems(folders, statfs = fs.statfsSync) {
  if (!statfs) return [];
  const told = new Set();
  return folders.flatMap((folder) => {
    const { bavail, bsize, type, blocks } = statfs(folder);
    const least = folder === tmpdir() ? mebibytesOfTmpMin : mebibytesMin;
    const free = Math.floor((bavail * bsize) / 2 ** 20);
    const device = [type, blocks, bavail].join();
    // Some file systems do not report their size.
    if (blocks === 0 || free >= least || told.has(device)) return [];
    told.add(device);
    const way = `Make room for ${least} MiB where ${folder} is.`;
    return [{ what: `There are only ${free} MiB left where ${folder} is.`, way }];
  });
}

/** The folder itself, or the closest existing one above it. */
const existing = (folder) => (existsSync(folder) || dirname(folder) === folder ? folder : existing(dirname(folder)));

function isWritable(folder) {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Only for `npm start`; everything else uses free ports. If a stack is already running, the start itself reports it in more detail. */
async function portProblems(root) {
  const port = Number(process.env.GATEWAY_PORT || 8080);
  const isAsked = process.env.npm_lifecycle_event === 'start' && Number.isInteger(port) && port > 0 && port < 65_536;
  if (!isAsked || runsAlready(root)) return [];
  const another = '`GATEWAY_PORT=0 npm start` takes a free one.';
  switch (await whyNot(port)) {
    case 'EADDRINUSE': {
      const what = `Port ${port}, which the gateway needs, is in use by another program.`;
      return [{ what, way: `Stop the program that uses port ${port}, or choose another: ${another}` }];
    }
    case 'EACCES':
      return [{ what: `Your user may not listen on port ${port}.`, way: `Choose a port from 1024 on: ${another}` }];
    default:
      return [];
  }
}

function runsAlready(root) {
  try {
    return process.kill(Number(readFileSync(join(root, '.local/launcher.pid'), 'utf8')), 0);
  } catch {
    // No such file, or no such process.
    return false;
  }
}

/** Why a port cannot be listened on; undefined if it can. */
function whyNot(port) {
  return new Promise((resolve) => {
    const server = createServer().once('error', ({ code }) => resolve(code));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(undefined)));
  });
}
