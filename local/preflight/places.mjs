import fs, { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
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
  const closed = closedPlaces(folders);
  // A missing temporary folder is not created, so it is not checked.
  const tmp = isWritable(tmpdir()) ? [tmpdir()] : [];
  return [
    ...closed.map(({ folder, inside }) => ({
      what: inside ? `${inside} is not writable. Another user made it, such as root.` : `The folder ${folder} is not writable.`,
      way: `Give your user write access to ${inside ? `all of ${folder}` : existing(folder)}, or use your own copy.`,
    })),
    ...(tmp.length === 0 ? [tmpProblem()] : []),
    ...pathProblems(root),
    ...roomProblems([...folders.filter((folder) => !closed.some((place) => place.folder === folder)).map(existing), ...tmp]),
    ...(await portProblems(root)),
  ];
}

/**
 * Vite takes what follows # or ? for no part of a file's name, Node replaces a * in the path of an import, and PostgreSQL's programs
 * start each other through the shell, with the path in double quotes.
 */
const stumbling = { '#': 'Vite', '?': 'Vite', '*': 'Node', '"': 'PostgreSQL', $: 'PostgreSQL', '`': 'PostgreSQL' };

function pathProblems(root) {
  const mark = /[#?*"$`]/.exec(root)?.[0];
  const way = `Move the clone to a folder whose path has none of ${Object.keys(stumbling).join(' ')} in it.`;
  return mark ? [{ what: `The path ${root} has a ${mark} in it, and ${stumbling[mark]} cannot work there.`, way }] : [];
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

/** The folders that are not writable, and those in which something is not (`inside`): somebody else has started this there. */
export function closedPlaces(folders, isOpen = isWritable) {
  return folders.flatMap((folder) => {
    if (!isFolder(existing(folder)) || !isOpen(existing(folder))) return [{ folder }];
    // A running stack adds and removes files.
    const inside = contentOf(folder).find((path) => !isOpen(path) && existsSync(path));
    return inside ? [{ folder, inside }] : [];
  });
}

/** What is in a folder and in its folders; deeper ones have the same owner. */
function contentOf(folder, depth = 2) {
  if (depth === 0 || !isFolder(folder)) return [];
  return namesIn(folder).flatMap((name) => [join(folder, name), ...contentOf(join(folder, name), depth - 1)]);
}

function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    // Not ours: the folder itself is reported.
    return [];
  }
}

const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function isWritable(path) {
  try {
    accessSync(path, constants.W_OK | (isFolder(path) ? constants.X_OK : 0));
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
  const another = '`GATEWAY_PORT=0 npm start` picks a free one.';
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
