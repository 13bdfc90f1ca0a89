// The page in a browser: node suite.mjs BASE_URL. The server is filled by it. TAP.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {assert, finish, skip, test} from '../wasm/tap.mjs';
import {api, fill, pagesOf} from './api.mjs';
import {browserPath, click, hasText, launch, openPage, settled, show, textOf, type, violations} from './browser.mjs';
import {gate} from './gate.mjs';
import {hostile, hostileTests} from './hostile.mjs';
import {manySessions} from './many_sessions.mjs';

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

await inPage('an empty server says what to do', async (page) => {
  if ((await ask('/api/projects?limit=1')).length > 0) return;
  await show(page, `${base}/`);
  await hasText(page, 'baton import');
  assert.deepEqual(await violations(page), []);
});

await inPage('the whole loop: a project, a session, its turns, its handoff, and the next session starts from it', async (page) => {
  await show(page, `${base}/projects`);
  await click(page, 'New project');
  await type(page, 'Name', 'The loop');
  await type(page, 'Description', 'From the page alone #loop');
  await click(page, 'Make it');
  await hasText(page, 'No sessions yet');
  await click(page, 'Start a session');
  await type(page, 'Objective', 'Write the parser');
  await click(page, 'Start');
  await hasText(page, 'No turns yet');
  await click(page, 'Add turns');
  await type(page, 'Conversation', 'User: write `src/parser.cpp`\nAssistant: I decided to use recursion because the grammar is small.');
  await click(page, 'Add them');
  await hasText(page, 'recursion because');
  await click(page, 'Pause');
  await hasText(page, 'Go on');
  await click(page, 'Go on');
  await click(page, 'Complete');
  await type(page, 'Next', 'Measure `src/parser.cpp`');
  await page.click('dialog[open] .button-main');
  await hasText(page, 'Handoff: The loop, session 1');
  await hasText(page, 'Measure src/parser.cpp');
  await click(page, 'The loop', 'link');
  await click(page, 'Start a session');
  await click(page, 'Start');
  await hasText(page, 'Session 2 starts from the handoff of session 1.');
});

const filled = await fill(ask);
const pages = pagesOf(filled);

for (const theme of ['light', 'dark'])
  await inPage(`every page is without fault for those who cannot see it, ${theme}`, async (page) => {
    const found = [];
    for (const [name, path] of Object.entries(pages)) {
      await show(page, base + path);
      found.push(...(await violations(page)).map((one) => `${name}: ${one}`));
    }
    assert.deepEqual(found, []);
  }, {theme});

await inPage('on a phone nothing is wider than the screen, and the menu leads everywhere', async (page) => {
  const wide = [];
  for (const [name, path] of Object.entries(pages)) {
    await show(page, base + path);
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1)) wide.push(name);
  }
  assert.deepEqual(wide, []);
  await show(page, `${base}/`);
  await click(page, 'Menu');
  await hasText(page, 'Troubleshooting');
  assert.deepEqual(await violations(page), []);
  await click(page, 'Projects', 'link');
  await page.waitForFunction(() => location.pathname === '/projects', {polling: 50});
}, {width: 375, height: 700});

if (isWanted('what one tab')) await test('what one tab changes the other shows', async () => {
  const [one, two] = [await openPage(browser), await openPage(browser)];
  await show(two.page, `${base}/projects`);
  await two.page.waitForSelector('[data-connection="live"]');
  await show(one.page, `${base}/projects?new=1`);
  await type(one.page, 'Name', 'Seen at once');
  await click(one.page, 'Make it');
  await hasText(two.page, 'Seen at once');
  assert.deepEqual([...one.complaints, ...two.complaints], []);
  await Promise.all([one.page.close(), two.page.close()]);
});

if (isWanted('after a loss')) await test('after a loss of the connection what was missed is shown', async () => {
  const way = await gate(base);
  const {page} = await openPage(browser);
  await show(page, `${way.address}/projects`);
  await page.waitForSelector('[data-connection="live"]');
  way.shut();
  await page.waitForSelector('[data-connection="lost"]');
  await hasText(page, 'not connected');
  await ask('/api/projects', {name: 'Made meanwhile'});
  await way.open();
  await click(page, 'Try now').catch(() => {});
  await page.waitForSelector('[data-connection="live"]', {timeout: 10_000});
  await hasText(page, 'Made meanwhile');
  await page.close();
  way.shut();
});

await inPage('a form that fails keeps what was typed and says why', async (page, complaints) => {
  const way = await gate(base);
  await show(page, `${way.address}/projects?new=1`);
  await type(page, 'Name', 'Kept all the same');
  way.shut();
  await click(page, 'Make it');
  await hasText(page, 'The server cannot be reached');
  assert.equal(await page.$eval('dialog[open] input[name="name"]', (input) => input.value), 'Kept all the same');
  await way.open();
  await click(page, 'Make it');
  await page.waitForFunction(() => /^\/projects\/\d+$/.test(location.pathname), {polling: 50});
  complaints.length = 0;
  way.shut();
});

await inPage('a dialog keeps the focus, closes on Escape and gives it back', async (page) => {
  await show(page, `${base}/settings/tokens`);
  const opener = await page.waitForSelector('.button-main');
  await opener.focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog[open]');
  assert.deepEqual(await violations(page), []);
  for (let i = 0; i < 12; ++i) {
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.querySelector('dialog[open]').contains(document.activeElement)));
  }
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !document.querySelector('dialog'), {polling: 50});
  assert.ok(await page.evaluate((element) => document.activeElement === element, opener));
});

await inPage('a token is shown once, and revoked after a question', async (page) => {
  await show(page, `${base}/settings/tokens`);
  await click(page, 'Make a token');
  await type(page, 'Name', 'of the browser');
  await click(page, 'Make it');
  await hasText(page, 'baton_');
  await click(page, 'Done');
  await click(page, 'Revoke of the browser');
  await click(page, 'Revoke it');
  await hasText(page, 'revoked');
});

await inPage('search: words are marked, arrows and Enter lead to the turn', async (page) => {
  await show(page, `${base}/search`);
  await page.type('input[type="search"]', 'horn');
  await page.waitForSelector('mark');
  assert.match(await page.$eval('mark', (mark) => mark.textContent), /horn/i);
  await page.select('select[name="kind"]', 'turn');
  await page.waitForFunction(() => location.search.includes('kind=turn') && document.querySelector('[data-hit]'), {polling: 50});
  await settled(page);
  await page.focus('input[type="search"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.pathname.startsWith('/sessions/') && location.search.startsWith('?turn='), {polling: 50});
  await page.waitForSelector('.outline-accent');
});

await inPage('addresses lead into the page, and back goes back to where one was', async (page) => {
  await show(page, `${base}/sessions/${filled.sessions[1]}?turn=2`);
  await hasText(page, 'the horn sounds');
  await show(page, base + pages.handoff);
  await page.evaluate(() => scrollTo(0, 400));
  await page.evaluate(() => document.querySelector('.tabs a[href$="knowledge"]').click());
  await hasText(page, 'Lamps burn out');
  await page.goBack();
  await page.waitForFunction(() => location.pathname.endsWith('/handoff') && scrollY > 300, {polling: 50});
  assert.match(await page.title(), /Lighthouse/);
}, {height: 500});

await inPage('keys: g p, /, ? and j', async (page) => {
  await show(page, `${base}/`);
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.waitForFunction(() => location.pathname === '/projects', {polling: 50});
  await settled(page);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.type), 'search');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('?');
  await hasText(page, 'Next and previous in a list');
  await page.keyboard.press('Escape');
  await show(page, base + pages.project);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.pathname.startsWith('/sessions/'), {polling: 50});
});

await inPage('a replay plays, pauses and is moved', async (page) => {
  await show(page, base + pages.replay);
  await hasText(page, 'turn 1 of 2');
  await page.keyboard.press(' ');
  await hasText(page, 'turn 2 of 2');
  await page.focus('input[type="range"]');
  await page.keyboard.press('Home');
  await hasText(page, 'turn 1 of 2');
});

await inPage('a pasted conversation becomes a handoff with its three numbers', async (page) => {
  await show(page, `${base}/handoff`);
  await type(page, 'Conversation', 'User: write `src/a.py`. Next: test it.\n\nAssistant: Done, src/a.py is written because you asked.');
  await click(page, 'Make the handoff');
  await hasText(page, 'made without a model');
  for (const shown of ['Preserved', 'Grounded', 'Length']) await hasText(page, shown);
  assert.deepEqual(await violations(page), []);
});

await inPage('a model helps: a draft at once, then what it made better; what takes long can be cancelled', async (page) => {
  const provider = spawn('python3', [new URL('../support/fake_provider.py', import.meta.url).pathname], {stdio: ['ignore', 'pipe', 'ignore']});
  const address = await new Promise((resolve) => createInterface(provider.stdout).once('line', resolve));
  try {
    for (const play of ['good', 'stalls']) await ask('/api/models', {name: `fake-${play}`, provider: 'compatible', url: `${address}/v1`, model: play, timeout_seconds: 20});
    await show(page, `${base}/handoff`);
    await type(page, 'Conversation', 'User: The forecast cache serves stale entries. Fix src/cache.cpp.\n\nAssistant: I decided on a copy of the table that is swapped in. Changed src/cache.cpp. Next: measure the hit rate under load. The swapped copy doubles the memory of the cache while it is built.');
    await page.select('select[name="choice"]', 'model:fake-good');
    await click(page, 'Make the handoff');
    await hasText(page, 'made with fake-good', 15_000);
    await page.select('select[name="choice"]', 'model:fake-stalls');
    await click(page, 'Make the handoff');
    await hasText(page, 'made without a model');
    await click(page, 'Cancel');
    await page.waitForFunction(() => !document.querySelector('[role="progressbar"]'), {polling: 50});
    assert.match(await page.$eval('textarea', (field) => field.value), /forecast cache/);
  } finally {
    provider.kill();
  }
});

await inPage('an error becomes a prompt', async (page, complaints) => {
  await show(page, `${base}/troubleshooting`);
  await click(page, 'Make the prompt');
  await page.waitForSelector('.fault');
  complaints.length = 0;
  await type(page, 'Error', 'FogException: no horn');
  await click(page, 'Make the prompt');
  await hasText(page, 'Find and fix the cause of this error');
});

await inPage('the theme that is chosen stays', async (page) => {
  await show(page, `${base}/`);
  await page.select('nav select', 'dark');
  await page.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor === 'rgb(20, 21, 19)', {polling: 50});
  await show(page, `${base}/projects`);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(20, 21, 19)');
  await page.select('nav select', 'system');
  await page.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor !== 'rgb(20, 21, 19)', {polling: 50});
});

if (isWanted('who needs')) await test('who needs a token is shown the way in, and out', async () => {
  const {token} = await ask('/api/tokens', {name: 'for the log-in', role: 'write'});
  const context = await browser.createBrowserContext();
  const {page} = await openPage(context);
  await page.setExtraHTTPHeaders({Forwarded: 'for=192.0.2.2'});
  await page.goto(`${base}/`);
  const asked = await hasText(page, 'Log in', 3000).then(() => true, () => false);
  if (asked) {
    assert.deepEqual(await violations(page), []);
    await type(page, 'Token', 'baton_wrong');
    await click(page, 'Log in');
    await page.waitForSelector('[role="alert"]');
    await type(page, 'Token', token);
    await click(page, 'Log in');
    await hasText(page, 'Today');
    await click(page, 'Log out');
    await page.waitForSelector('input[name="token"]');
  }
  await context.close();
});

await hostileTests({inPage, ask, base, made: await hostile(ask)});
await manySessions({inPage, base, project: filled.project});

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
