// The page in a browser: node suite.mjs BASE_URL. The server is filled by it. TAP.
import {assert, finish, skip, test} from '../wasm/tap.mjs';
import {api, fill, pagesOf} from './api.mjs';
import {browserPath, hasText, launch, openPage, show, textOf, violations} from './browser.mjs';
import {coreTests} from './core.mjs';
import {enteringTests} from './entering.mjs';
import {everyoneTests} from './everyone.mjs';
import {findingTests} from './finding.mjs';
import {followingTests} from './following.mjs';
import {loopTests} from './loop.mjs';
import {modelTests} from './models.mjs';
import {hostile, hostileTests} from './hostile.mjs';
import {manySessions} from './many_sessions.mjs';
import {offlineTests} from './offline.mjs';
import {restoringTests} from './restoring.mjs';
import {tagTests} from './tags.mjs';

const base = process.argv[2].replace(/\/$/, '');
if (!browserPath()) {
  skip('the page in a browser', 'no Chromium is installed; CHROMIUM names one');
  finish();
  process.exit();
}
// ONLY=WORD runs the tests with that in their names.
const isWanted = (name) => name.includes(process.env.ONLY ?? '');
const ask = api(base);
const browser = await launch();

/** A test with a page of its own, in which nothing may complain. */
const inPage = (name, body, how) => isWanted(name) && test(name, async () => {
  const {page, complaints} = await openPage(browser, how);
  try {
    await body(page, complaints);
    assert.deepEqual(complaints, []);
  } catch (error) {
    error.stack += `\n${await textOf(page).catch(() => '')}`;
    throw error;
  } finally {
    await page.close();
  }
});
/** A test that opens its pages itself. */
const plain = (name, body) => isWanted(name) && test(name, body);

await inPage('an empty server says what to do', async (page) => {
  if ((await ask('/api/projects?limit=1')).length > 0) return;
  await show(page, `${base}/`);
  await hasText(page, 'baton import');
  assert.deepEqual(await violations(page), []);
});
const filled = await fill(ask);
const given = {inPage, plain, browser, ask, base, filled, pages: pagesOf(filled)};
await loopTests(given);
await coreTests(given);
await tagTests(given);
await restoringTests(given);
await offlineTests(given);
await everyoneTests(given);
await followingTests(given);
await findingTests(given);
await modelTests(given);
await enteringTests(given);
await hostileTests({...given, made: await hostile(ask)});
await manySessions({...given, project: filled.project});

await inPage('the first page is there within a second, in less than 250 kB', async (page) => {
  let bytes = 0;
  await page.setCacheEnabled(false);
  const sizes = await page.createCDPSession();
  await sizes.send('Network.enable');
  sizes.on('Network.loadingFinished', ({encodedDataLength}) => (bytes += encodedDataLength));
  const begun = performance.now();
  await page.goto(`${base}/projects`, {waitUntil: 'domcontentloaded'});
  await page.waitForSelector('article h2 a');
  const took = performance.now() - begun;
  console.log(`# first page: ${Math.round(took)} ms, ${Math.round(bytes / 1000)} kB on the wire`);
  assert.ok(took < 1000 * Number(process.env.SLOWER ?? 1), `${Math.round(took)} ms`);
  assert.ok(bytes < 250_000, `${bytes} bytes`);
});

await browser.close();
finish();
