// A Bellwire node as its users run it, but for its clock: that goes wrong when the process is told so.
import { pathToFileURL } from 'node:url';

const [build] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${build}/${name}`).href);
const { startBellwire } = await load('main.js');
const { readConfig } = await load('config.js');
const { createLog } = await load('base/log.js');

let offsetMs = Number(process.env.CHAOS_CLOCK_OFFSET_MS ?? 0);
process.on('message', (message) => {
  offsetMs = message.offsetMs;
});
// Nobody is left who could stop it.
process.on('disconnect', () => process.exit(0));

const clock = {
  now: () => new Date(Date.now() + offsetMs),
  nowMs: () => Date.now() + offsetMs,
  monotonicMs: () => performance.now(),
};
const config = readConfig(process.env);
const bellwire = await startBellwire({ config, log: createLog(config.logLevel), clock });
process.on('SIGTERM', async () => {
  await bellwire.close();
  process.exit(0);
});
process.send({ url: bellwire.url, firstToken: bellwire.firstToken });
