import { afterAll } from 'vitest';
import { endFile } from './end-of-file.ts';

// Ahead of every file: what is registered first runs last.
afterAll(endFile);
