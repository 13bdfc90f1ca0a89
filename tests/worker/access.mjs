// Whom Cloudflare Access let in, with an issuer of the test's own: node access.mjs BASE_URL ISSUER_PORT.
// The Worker runs with ACCESS_ISSUER=http://127.0.0.1:ISSUER_PORT, ACCESS_AUDIENCE=the-audience,
// ACCESS_ROLE=write.
import {createSign, generateKeyPairSync} from 'node:crypto';
import {createServer} from 'node:http';
import {assert, finish, test} from '../wasm/tap.mjs';

const [base, port] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const pair = () => generateKeyPairSync('rsa', {modulusLength: 2048});
const [ours, foreign] = [pair(), pair()];

let asked = 0;
const server = createServer((request, response) => {
  asked += request.url === '/cdn-cgi/access/certs' ? 1 : 0;
  response.end(JSON.stringify({keys: [{...ours.publicKey.export({format: 'jwk'}), kid: 'one', alg: 'RS256', use: 'sig'}]}));
});
await new Promise((ready) => server.listen(Number(port), '127.0.0.1', ready));

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function tokenOf(claims = {}, key = ours.privateKey, head = {}) {
  const now = Math.floor(Date.now() / 1000);
  const body = {iss: issuer, aud: ['the-audience'], exp: now + 60, nbf: now, email: 'someone', ...claims};
  const signed = `${part({alg: 'RS256', kid: 'one', ...head})}.${part(body)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

async function ask(method, target, assertion, headers = {}, body = undefined) {
  const sent = {...(assertion ? {'Cf-Access-Jwt-Assertion': assertion} : {}), 'Content-Type': 'application/json', ...headers};
  const response = await fetch(base + target, {method, headers: sent, body: body && JSON.stringify(body)});
  return {status: response.status, ...(await response.json())};
}

await test('whom Access let in may do what the role says, and no more', async () => {
  assert.equal((await ask('GET', '/api/projects', tokenOf())).status, 200);
  assert.equal((await ask('POST', '/api/projects', tokenOf(), {}, {name: 'By Access'})).status, 200);
  const {status, code} = await ask('GET', '/api/tokens', tokenOf());
  assert.deepEqual({status, code}, {status: 403, code: 'role_too_low'});
});

await test('the issuer is asked for its keys once', () => assert.equal(asked, 1));

await test('a page of another site changes nothing by it', async () => {
  const {status, code} = await ask('POST', '/api/projects', tokenOf(), {Origin: 'https://elsewhere.example'}, {name: 'No'});
  assert.deepEqual({status, code}, {status: 403, code: 'cross_origin'});
});

const now = Math.floor(Date.now() / 1000);
for (const [what, token] of Object.entries({
  'none': undefined,
  'of another key': tokenOf({}, foreign.privateKey),
  'of an unknown key': tokenOf({}, foreign.privateKey, {kid: 'two'}),
  'of another issuer': tokenOf({iss: 'https://elsewhere.example'}),
  'for another audience': tokenOf({aud: ['another']}),
  'that has expired': tokenOf({exp: now - 1}),
  'from the future': tokenOf({nbf: now + 3600}),
  'without a signature': `${part({alg: 'none', kid: 'one'})}.${part({iss: issuer, aud: 'the-audience', exp: now + 60})}.`,
  'that is none': 'a.b.c',
})) {
  await test(`an assertion ${what} lets nobody in`, async () => {
    assert.equal((await ask('GET', '/api/projects', token)).status, 401);
  });
}
server.close();
finish();
