// A Bellwire that is nothing but its embedded database, for tests that kill it: says on standard output how it
// went, stops when it is asked to, and ends with 3 when it loses its database.
import { pathToFileURL } from 'node:url';

const [build, dataDir, fsync] = process.argv.slice(2);
const { startEmbedded } = await import(pathToFileURL(`${build}/store/embedded/start.js`).href);
const { createDatabase } = await import(pathToFileURL(`${build}/store/create-database.js`).href);
const { silentLog } = await import(pathToFileURL(`${build}/base/log.js`).href);

const say = (facts) => console.log(JSON.stringify(facts));

try {
  const embedded = await startEmbedded({ dataDir, log: silentLog, fsync: fsync === 'on' });
  const { connection, tookOver, dataDirectory } = embedded;

  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, async () => {
      // What a node does before it stops: the database has to be there for it still.
      const database = createDatabase({ connection, maxConnections: 1, log: silentLog });
      await database.query({ text: 'select 1' });
      await database.close();
      await embedded.stop();
      process.exit(0);
    });
  }
  embedded.lost.then(() => process.exit(3));
  say({ connection, tookOver, dataDirectory });
  // The server is no reason for this process to live on.
  setInterval(() => {}, 60_000);
} catch (error) {
  say({ code: error.code, message: error.message });
  process.exit(1);
}
