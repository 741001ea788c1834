// A client by the official SDK: lists the tools, calls each that it is told, and prints what it gets as JSON.
// node client.mjs <module of the SDK> <url> <version or legacy> <calls as JSON: [{"name", "arguments"}]>
import { pathToFileURL } from 'node:url';

const [module, url, version, calls] = process.argv.slice(2);
const { Client, StreamableHTTPClientTransport } = await import(pathToFileURL(module).href);

const mode = version === 'legacy' || version === 'auto' ? version : { pin: version };
const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
await client.connect(new StreamableHTTPClientTransport(new URL(url)));

const outcomes = [];
for (const call of JSON.parse(calls)) {
    try {
        outcomes.push(await client.callTool(call));
    } catch (error) {
        outcomes.push({ thrown: error.code ?? String(error) });
    }
}
const { tools } = await client.listTools();
if (version === 'legacy') {
    await client.ping();
}
console.log(JSON.stringify({
    version: client.getNegotiatedProtocolVersion?.(), server: client.getServerVersion(), tools, outcomes,
}));
await client.close();
