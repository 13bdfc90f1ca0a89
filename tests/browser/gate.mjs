// A gate before the server that can be shut: every connection through it breaks, and none is let in.
import {connect, createServer} from 'node:net';

export async function gate(base) {
  const {hostname, port} = new URL(base);
  const open = new Set();
  const server = createServer((client) => {
    const behind = connect(Number(port), hostname);
    open.add(client);
    client.pipe(behind).pipe(client);
    for (const end of [client, behind]) end.on('error', () => {}).on('close', () => (client.destroy(), behind.destroy(), open.delete(client)));
  });
  const listen = (at) => new Promise((done) => server.listen(at, '127.0.0.1', () => done(server.address().port)));
  const chosen = await listen(0);
  return {
    address: `http://127.0.0.1:${chosen}`,
    shut: () => (server.close(), open.forEach((client) => client.destroy())),
    open: () => listen(chosen),
  };
}
