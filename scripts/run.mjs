import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a program of the project's own, with its output shown as it comes. Answers with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a program that a package of the project brings. */
export function runTool(name, args, options) {
  return run(
    process.execPath,
    [fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url)), ...args],
    options,
  );
}
