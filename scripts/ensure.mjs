// Makes a clone ready to run: Node new enough, packages installed, the server in `dist/` and the console in
// `dist/console/` built. Quick and silent when all of that is so already. Needs nothing but Node itself, since nothing
// is installed at first. `--without-console` is for what never shows a page, `--packages-only` for what needs nothing
// built; `--fresh` builds whatever is there.
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...names) => join(root, ...names);
const lockFolder = at('.cache', 'ensure.lock');

/** What is built: the folder of its sources, what else it is made from, without which flags, where its stamp lies, and how. */
const parts = [
  {
    name: 'the server',
    folder: 'src',
    also: ['tsconfig.json', 'tsconfig.build.json'],
    unless: ['--packages-only'],
    stamp: at('dist', '.built'),
    // Without looking at types, which takes twice as long and changes nothing in what is written: that is a step of the checks.
    command: [at('node_modules', 'typescript', 'bin', 'tsc'), '-p', at('tsconfig.build.json'), '--noCheck'],
  },
  {
    name: 'the console',
    folder: 'console',
    also: ['tsconfig.json'],
    unless: ['--packages-only', '--without-console'],
    stamp: at('dist', '.console-built'),
    command: [at('node_modules', 'vite', 'bin', 'vite.js'), 'build', at('console'), '--logLevel', 'warn'],
  },
].filter(({ unless }) => !unless.some((flag) => process.argv.includes(flag)));

requireNode(20, 19);
if (process.argv.includes('--fresh')) for (const { stamp } of parts) rmSync(stamp, { force: true });
if (!installed() || !parts.every(built)) {
  takeLock();
  try {
    // Asked again: another run may have done it while this one waited.
    if (!installed()) install();
    for (const part of parts) if (!built(part)) build(part);
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

function requireNode(major, minor) {
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  fail(`Bellwire needs Node.js ${major}.${minor} or newer; this is ${process.versions.node}.`);
}

function installed() {
  const stamp = read(at('node_modules', '.bellwire-lock-hash'));
  if (stamp !== undefined) return stamp === lockHash();
  // Installed by hand: npm leaves its own record, newer than the lock file it followed.
  const [record, lock] = [at('node_modules', '.package-lock.json'), at('package-lock.json')];
  return existsSync(record) && statSync(record).mtimeMs >= statSync(lock).mtimeMs;
}

function install() {
  console.error('Installing packages (npm ci); this takes a minute the first time …');
  // Building needs the development packages, also where NODE_ENV says production.
  const options = ['--include=dev', '--no-audit', '--no-fund'];
  // `npm ci` refuses a lock file without the packages of other platforms, which this machine never needs:
  // `npm install` follows the same file and leaves it as it is.
  const strict = npm(['ci', '--dry-run', ...options], 'ignore').status === 0;
  const { status, error } = npm([...(strict ? ['ci'] : ['install', '--no-save']), ...options], 'inherit');
  if (status !== 0) {
    const reason = error === undefined ? 'npm says why above' : error.message;
    fail(`The packages could not be installed: ${reason}. Is the package registry within reach?`);
  }
  writeFileSync(at('node_modules', '.bellwire-lock-hash'), lockHash());
}

function npm(args, stdio) {
  return spawnSync('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' });
}

function built(part) {
  return read(part.stamp) === sourceHash(part);
}

function build(part) {
  console.error(`Building ${part.name} …`);
  const hash = sourceHash(part);
  // Whoever builds, a test run included: what is served is the real thing, not React's slow one for development.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(process.execPath, part.command, { cwd: root, stdio: ['ignore', 2, 2], env });
  if (status !== 0) fail(`Building ${part.name} failed; the compiler says why above.`);
  // The state from before the compiler ran: a file that was saved meanwhile is built the next time.
  writeFileSync(part.stamp, hash);
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(at('package-lock.json')))
    .digest('hex');
}

/** Stands for every source file, by size and time: cheaper than reading them, and a removed one counts too. */
function sourceHash({ folder, also }) {
  const hash = createHash('sha256');
  const names = readdirSync(at(folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
  for (const name of [...names, ...also]) {
    const { size, mtimeMs } = statSync(at(name));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** One run at a time. The lock of a process that died is taken away. */
function takeLock() {
  mkdirSync(at('.cache'), { recursive: true });
  for (let waiting = false; ; waiting = true) {
    // Made aside with its content and renamed, so that nobody ever sees a lock that does not say whose it is.
    const mine = `${lockFolder}.${randomBytes(6).toString('hex')}`;
    mkdirSync(mine);
    writeFileSync(join(mine, 'pid'), String(process.pid));
    try {
      renameSync(mine, lockFolder);
      return;
    } catch (error) {
      rmSync(mine, { recursive: true, force: true });
      if (!existsSync(lockFolder)) {
        if (waiting) continue;
        throw error;
      }
    }
    const pid = read(join(lockFolder, 'pid'));
    if (pid !== undefined && !isAlive(Number(pid))) removeStale(pid);
    else if (!waiting) console.error(`Waiting for process ${pid}, which installs or builds already …`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }
}

function removeStale(pid) {
  const aside = `${lockFolder}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(lockFolder, aside);
    // Of several that find it stale, one may catch a new lock instead: that one is put back.
    if (read(join(aside, 'pid')) !== pid) renameSync(aside, lockFolder);
  } catch {
    // Another run was quicker.
  }
  rmSync(aside, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function fail(message) {
  console.error(message);
  rmSync(lockFolder, { recursive: true, force: true });
  process.exit(1);
}
