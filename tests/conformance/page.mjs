// The page and its files, as each host gives them out: node page.mjs BASE_URL.
import {request} from 'node:http';
import {assert, finish, test} from '../wasm/tap.mjs';

const base = process.argv[2];
const asBrowser = {Accept: 'text/html,application/xhtml+xml', 'Sec-Fetch-Mode': 'navigate'};

/** fetch() may not say that it navigates. */
function get(path, headers = {}, method = 'GET') {
  return new Promise((done, failed) => {
    request(new URL(path, base), {method, headers}, async (response) => {
      let body = '';
      for await (const piece of response.setEncoding('utf8')) body += piece;
      done({status: response.statusCode, headers: response.headers, body});
    }).on('error', failed).end();
  });
}

const page = await get('/', asBrowser);

await test('/ is the page', () => {
  assert.equal(page.status, 200);
  assert.match(page.headers['content-type'], /^text\/html/);
  assert.match(page.body, /<title>Baton<\/title>/);
});

await test('it may load from its own server only, and no inline script', () => {
  const policy = page.headers['content-security-policy'];
  assert.match(policy, /default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
  assert.doesNotMatch(policy.replace("'wasm-unsafe-eval'", ''), /unsafe|https?:|\*/);
  assert.doesNotMatch(page.body, /<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|style=/);
});

await test('the core that it loads later is WebAssembly, under the same policy', async () => {
  const main = page.body.match(/src="\/(index-[^"]+\.mjs)"/)[1];
  const [worker] = (await get(`/${main}`)).body.match(/core-[\w-]+\.mjs/);
  const script = await get(`/${worker}`);
  assert.match(script.headers['content-security-policy'], /'wasm-unsafe-eval'/);
  const [file] = script.body.match(/page-[\w-]+\.wasm/);
  const {status, headers} = await get(`/${file}`);
  assert.deepEqual([status, headers['content-type']], [200, 'application/wasm']);
});

await test('what it names is there', async () => {
  const named = [...page.body.matchAll(/(?:src|href)="(\/[^"]*\.(?:mjs|css|svg))"/g)].map(([, path]) => path);
  assert.ok(named.length >= 3, String(named));
  const types = {mjs: /^text\/javascript/, css: /^text\/css/, svg: /^image\/svg/};
  for (const path of named) {
    const file = await get(path);
    assert.equal(file.status, 200, path);
    assert.match(file.headers['content-type'], types[path.split('.').pop()], path);
    assert.equal(file.headers['x-content-type-options'], 'nosniff', path);
  }
});

await test('a login link shows the page, whose script uses the code', async () => {
  const {status, body} = await get('/login?code=none', asBrowser);
  assert.deepEqual({status, body}, {status: 200, body: page.body});
});

await test('an address that is none is no page to a program, nor below /api to anyone', async () => {
  const nothing = await get('/nothing', {Accept: '*/*'});
  assert.equal(nothing.status, 404);
  const unknown = await get('/api/nothing', asBrowser);
  assert.deepEqual([unknown.status, JSON.parse(unknown.body).success], [404, false]);
  for (const path of ['/tsconfig.json', '/_headers', '/..%2fREADME.md', '/../README.md', '/none.mjs'])
    assert.equal((await get(path, {Accept: '*/*'})).status === 200, false, path);
});

await test('a browser that has it asks only whether it changed', async () => {
  const again = await get('/', {...asBrowser, 'If-None-Match': page.headers.etag});
  assert.deepEqual([again.status, again.body], [304, '']);
});

await test('files are sent compressed to whoever takes that, the same else, and kept by their hashed names', async () => {
  const script = page.body.match(/src="(\/index[^"]*\.mjs)"/)[1];
  const plain = await get(script, {'Accept-Encoding': 'identity'});
  const packed = await fetch(new URL(script, base), {headers: {'Accept-Encoding': 'gzip'}});
  assert.equal(packed.headers.get('content-encoding'), 'gzip');
  assert.equal(await packed.text(), plain.body);
  assert.match(plain.headers['cache-control'], /immutable/);
  assert.doesNotMatch(page.headers['cache-control'], /immutable/);
});

await test('HEAD answers without the body, other methods not at all', async () => {
  const head = await get('/', asBrowser, 'HEAD');
  assert.deepEqual([head.status, head.body], [200, '']);
  assert.ok([404, 405].includes((await get('/', {}, 'DELETE')).status));
});

finish();
