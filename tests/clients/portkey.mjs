// Portkey's gateway as the man in the middle, in this process, on a free port of this machine.
import net from 'node:net';

async function freePort() {
  const server = net.createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

export async function startPortkey(serverURL) {
  const port = await freePort();
  process.argv.push(`--port=${port}`, '--headless');
  process.stdout.write = () => true; // standard output is the report's
  await import('@portkey-ai/gateway/build/start-server.js');
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      break;
    } catch (error) {
      if (error.cause?.code !== 'ECONNREFUSED') throw error;
    }
  }
  return {
    baseURL: `http://127.0.0.1:${port}/v1`,
    defaultHeaders: { 'x-portkey-provider': 'openai', 'x-portkey-custom-host': serverURL },
  };
}
