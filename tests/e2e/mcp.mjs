// The Model Context Protocol as assistants speak it, with the official client in both revisions:
// node mcp.mjs URL, or node mcp.mjs COMMAND ARGUMENT… for a server on standard input and output.
import {Client, StreamableHTTPClientTransport} from '@modelcontextprotocol/client';
import {StdioClientTransport} from '@modelcontextprotocol/client/stdio';
import {assert, finish, test} from '../wasm/tap.mjs';

const [target, ...rest] = process.argv.slice(2);
const project = process.env.PROJECT;
const headers = process.env.BATON_TOKEN ? {Authorization: `Bearer ${process.env.BATON_TOKEN}`} : {};

function transport() {
  if (!target.startsWith('http')) return new StdioClientTransport({command: target, args: rest});
  return new StreamableHTTPClientTransport(new URL(`/mcp?project=${project}`, target), {requestInit: {headers}});
}

for (const mode of ['legacy', {pin: '2026-07-28'}]) {
  const client = new Client({name: 'test', version: '1'}, {versionNegotiation: {mode}});
  await client.connect(transport());
  const revision = client.getNegotiatedProtocolVersion();
  const call = async (name, args = {}) => {
    const {content, isError} = await client.callTool({name, arguments: args});
    return {text: content[0].text, isError: isError ?? false};
  };

  await test(`${revision}: the revision that was wanted`, () => {
    assert.equal(revision, mode.pin ?? '2025-11-25');
    assert.match(client.getInstructions(), /current_handoff/);
  });
  await test(`${revision}: tools with descriptions and schemas`, async () => {
    const {tools} = await client.listTools();
    assert.equal(tools.length, 7);
    for (const {name, description, inputSchema} of tools) assert.ok(name && description && inputSchema.type === 'object', name);
  });
  await test(`${revision}: what a session decides is in its handoff`, async () => {
    const word = `word${Math.random().toString(36).slice(2)}`;
    assert.match((await call('record_decision', {decision: `Take ${word}`, reason: 'it is the smallest'})).text, /^Recorded/);
    assert.equal((await call('complete_session', {next: [`weigh ${word}`]})).isError, false);
    assert.match((await call('current_handoff')).text, new RegExp(`weigh ${word}`));
    assert.match((await call('search', {query: word})).text, new RegExp(word));
  });
  await test(`${revision}: a mistake is told, not thrown`, async () => {
    const {text, isError} = await call('show_turn', {tern: '1:1'});
    assert.ok(isError);
    assert.match(text, /takes no "tern"/);
    await assert.rejects(client.callTool({name: 'none', arguments: {}}));
  });
  await test(`${revision}: 1 MB of arguments is refused within limits, and an answer is under 25,000 tokens`, async () => {
    assert.ok((await call('search', {query: 'a'.repeat(1_000_000)})).isError);
    await call('remember', {title: 'Much', content: 'abc '.repeat(24_000)});
    await call('remember', {title: 'More', content: 'def '.repeat(24_000)});
    assert.ok((await call('knowledge')).text.length < 50_000);
  });
  await test(`${revision}: handoffs are resources`, async () => {
    const {resources} = await client.listResources();
    const {contents} = await client.readResource({uri: resources[0].uri});
    assert.equal(contents[0].mimeType, 'text/markdown');
    assert.equal((await client.listResourceTemplates()).resourceTemplates.length, 2);
    await assert.rejects(client.readResource({uri: 'baton://projects/none/handoff'}));
  });
  await test(`${revision}: prompts to start and to hand over`, async () => {
    assert.deepEqual((await client.listPrompts()).prompts.map(({name}) => name), ['start', 'hand_over']);
    const {messages} = await client.getPrompt({name: 'start', arguments: {objective: 'go on'}});
    assert.match(messages[0].content.text, /This session: go on$/);
  });
  await client.close();
}
finish();
