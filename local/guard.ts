import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

/**
 * Ends a process when we are killed without a chance to do so (SIGKILL). The programs cannot do this themselves: they are PostgreSQL,
 * an emulator, and the same bundles that run in the cloud. Returns what to call when the process is gone.
 */
export function guard({ pid }: ChildProcess, stopSignal: NodeJS.Signals): () => void {
  if (pid === undefined) return () => undefined;
  const own = watcher ?? startWatcher();
  watcher = own;
  own.guarded.add(pid);
  own.pipe.write(`+ ${pid} ${stopSignal.replace('SIG', '')}\n`);
  return () => {
    own.guarded.delete(pid);
    own.pipe.write(`- ${pid}\n`);
    if (own.guarded.size > 0) return;
    own.pipe.end();
    if (watcher === own) watcher = undefined;
  };
}

type Watcher = { pipe: Writable; guarded: Set<number> };

/** One for all processes, while there are any. */
let watcher: Watcher | undefined;

/** A shell that reads from a pipe, which closes with us, what is running. */
function startWatcher(): Watcher {
  const shell = spawn('sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Without a POSIX shell there is no guard, but everything else works.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return { pipe: shell.stdin, guarded: new Set() };
}

const script = `
  running=
  while read -r change pid signal; do
    rest=
    for one in $running; do [ "\${one%:*}" = "$pid" ] || rest="$rest $one"; done
    if [ "$change" = + ]; then running="$rest $pid:$signal"; else running=$rest; fi
  done
  [ "$running" ] || exit 0
  for one in $running; do kill -s "\${one#*:}" "\${one%:*}"; done
  sleep 10
  for one in $running; do kill -s KILL "\${one%:*}"; done`;
