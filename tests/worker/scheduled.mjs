// The cron, asked for by wrangler's test path, does the daily upkeep: node scheduled.mjs BASE_URL
import {assert, finish, test} from '../wasm/tap.mjs';

const base = process.argv[2];

async function ask(method, target, body) {
  const headers = {'Content-Type': 'application/json'};
  const response = await fetch(base + target, {method, headers, body: body && JSON.stringify(body)});
  return (await response.json()).data;
}

await test('the cron does the daily upkeep', async () => {
  const {id} = await ask('POST', '/api/projects', {name: 'Kept up'});
  await ask('GET', `/api/projects/${id}/stats`);
  const response = await fetch(`${base}/cdn-cgi/handler/scheduled?cron=17+3+*+*+*`);
  assert.equal(response.status, 200);
  const left = await ask('POST', '/api/admin/daily');
  assert.equal(left.done, true);
  assert.equal(left.refreshed_figures, 0);
  assert.equal(left.indexed_texts, 0);
});
finish();
