// Without the server; and handoffs as files.
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {assert} from '../wasm/tap.mjs';
import {click, hasText, show, type, violations} from './browser.mjs';
import {gate} from './gate.mjs';

const SECRET = ['ghp', 'zY8xW6vU4tS2rQ0pO9nM7lK5jI3hG1fE2dC4'].join('_');

/** A folder into which the page downloads. */
async function downloads(page) {
  const folder = mkdtempSync(join(tmpdir(), 'downloads-'));
  const session = await page.createCDPSession();
  await session.send('Browser.setDownloadBehavior', {behavior: 'allow', downloadPath: folder, eventsEnabled: true});
  /** The text of the file that comes; it is gone afterwards. */
  const next = async () => {
    for (let tries = 0; tries < 100; ++tries) {
      const name = readdirSync(folder).find((one) => !one.endsWith('.crdownload'));
      if (name) {
        const bytes = readFileSync(join(folder, name));
        rmSync(join(folder, name));
        return {name, bytes, text: bytes.toString('utf8')};
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('nothing was downloaded');
  };
  return {next, end: () => existsSync(folder) && rmSync(folder, {recursive: true})};
}

export async function offlineTests({inPage, ask, base, filled}) {
  await inPage('without the server what is pasted becomes a handoff, marked as not stored; it is stored once the server is back', async (page, complaints) => {
    const way = await gate(base);
    const files = await downloads(page);
    await show(page, `${way.address}/handoff`);
    await page.workers()[0].evaluate(() => new Promise((done) => setTimeout(done, 1500)));
    const before = (await ask(`/api/projects/${filled.project.id}/sessions`)).length;
    way.shut();
    await page.select('select[name="projectId"]', String(filled.project.id));
    await type(page, 'Conversation', `User: sound \`src/offline_horn.py\` with ${SECRET}. Next: oil it.\n\nAssistant: I decided on brass because it does not rust.`);
    await click(page, 'Make the handoff');
    await hasText(page, 'this was made offline');
    await hasText(page, 'made offline, not stored');
    await hasText(page, 'It can be stored once the server is reached again');
    assert.ok(!(await page.evaluate(() => JSON.stringify(localStorage))).includes(SECRET), 'no secret is kept');
    assert.deepEqual(await violations(page), []);
    await page.evaluate(() => document.querySelector('section[aria-label="Not stored yet"] .button').click());
    const file = await files.next();
    assert.match(file.text, /offline_horn\.py/);
    assert.ok(!file.text.includes(SECRET));
    assert.equal((await ask(`/api/projects/${filled.project.id}/sessions`)).length, before);
    await way.open();
    await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => button.textContent === 'Try now')?.click());
    await page.waitForSelector('section[aria-label="Not stored yet"] select[name="project"]');
    await click(page, 'Store it');
    await hasText(page, 'Stored as session');
    await page.waitForFunction(() => !document.querySelector('section[aria-label="Not stored yet"]'), {polling: 50});
    assert.equal((await ask(`/api/projects/${filled.project.id}/sessions`)).length, before + 1);
    way.shut();
    files.end();
    complaints.length = 0;
  });

  await inPage('a handoff is downloaded in each form', async (page, complaints) => {
    const files = await downloads(page);
    await show(page, `${base}/sessions/${filled.sessions[0]}/handoff`);
    await page.waitForSelector('optgroup option');
    const forms = {md: /^<!-- baton:handoff/, prompt: /Lighthouse/, json: /^\{\n {2}"/, html: /^<!doctype html>/, 'template:slack': /^\*.*Lighthouse/, 'template:pr': /^## What/};
    for (const [form, looks] of Object.entries(forms)) {
      await page.select('select[aria-label="Form of the download"]', form);
      await click(page, 'Download');
      assert.match((await files.next()).text, looks, form);
    }
    const id = (await ask(`/api/projects/${filled.project.id}/handoffs`))[0].id;
    const draws = (await fetch(`${base}/api/handoffs/${id}?format=pdf`)).status === 200;
    await page.select('select[aria-label="Form of the download"]', 'pdf');
    await click(page, 'Download');
    if (draws) {
      const file = await files.next();
      assert.equal(file.bytes.subarray(0, 5).toString(), '%PDF-');
      assert.match(file.name, /\.pdf$/);
    } else {
      await hasText(page, 'This server draws no PDF');
      complaints.length = 0;
    }
    files.end();
  });

  await inPage('a template is tried, kept in the browser, used and forgotten', async (page, complaints) => {
    await show(page, `${base}/settings/templates`);
    await hasText(page, 'a pull request\'s description');
    await page.waitForFunction(() => document.querySelector('pre.code-wrap')?.textContent.includes('## Next'), {polling: 50});
    await type(page, 'Template', '{{nonsense}}');
    await hasText(page, 'nonsense');
    await page.waitForSelector('.fault');
    await type(page, 'Template', 'All: {{#next}}{{text}}{{/next}}');
    await type(page, 'Name', 'mine');
    await click(page, 'Keep it in this browser');
    await hasText(page, 'mine is kept in this browser');
    assert.deepEqual(await violations(page), []);
    await show(page, `${base}/sessions/${filled.sessions[0]}/handoff`);
    await page.waitForSelector('option[value="template:mine"]');
    await show(page, `${base}/settings/templates`);
    await page.evaluate(() => [...document.querySelectorAll('summary')].find((one) => one.textContent.startsWith('mine')).click());
    await click(page, 'Forget it');
    await page.waitForFunction(() => ![...document.querySelectorAll('summary')].some((one) => one.textContent.startsWith('mine')), {polling: 50});
    assert.deepEqual(complaints, []);
  });

  await inPage('monitoring shows what the server measured', async (page) => {
    await show(page, `${base}/monitoring`);
    await hasText(page, 'Response times by route');
    await hasText(page, 'GET /api/projects');
    assert.match(await page.evaluate(() => document.querySelector('main').innerText), /Database\s+[\d.]+ (kB|MB)/);
  });
}
