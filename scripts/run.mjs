import { spawn } from 'node:child_process';
import { toolPath } from './tool-path.mjs';

/** Runs a program of the project's own, with its output shown as it comes. Answers with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** The same with its output kept, for several at a time: answers with its exit code and what it wrote, in the order it was written. */
export function runKept(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code: code ?? (signal ? 1 : 0), output: Buffer.concat(chunks).toString() }),
    );
  });
}

/** Runs a program that a package of the project brings. */
export const runTool = (name, args, options) => run(process.execPath, [toolPath(name), ...args], options);

export const runToolKept = (name, args, options) =>
  runKept(process.execPath, [toolPath(name), ...args], options);
