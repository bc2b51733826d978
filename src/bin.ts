#!/usr/bin/env node
import { runCommandLine } from './cli/command-line.ts';
import { startBellwire } from './main.ts';

await runCommandLine(process.argv, startBellwire);
