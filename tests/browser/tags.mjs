// Tags, and archiving that is shown before the server has answered.
import {assert} from '../wasm/tap.mjs';
import {click, hasText, show, type} from './browser.mjs';
import {gate} from './gate.mjs';

/** The names on the page of projects. */
const shown = (page) => page.$$eval('article h2', (heads) => heads.map((head) => head.textContent));
const archive = (page, name) => page.evaluate((wanted) => [...document.querySelectorAll('article')].find((one) => one.querySelector('h2').textContent === wanted).querySelector('button').click(), name);

export async function tagTests({inPage, ask, base}) {
  await inPage('tags are given, shown, chosen and taken away', async (page) => {
    await show(page, `${base}/projects?new=1`);
    await type(page, 'Name', 'The tagged one');
    await type(page, 'Tags', '#buoy, harbour-2');
    await click(page, 'Make it');
    await hasText(page, 'buoy');
    await click(page, 'buoy', 'link');
    await page.waitForSelector('select[name="tag"]');
    await page.waitForSelector('article h2');
    assert.deepEqual(await shown(page), ['The tagged one']);
    await click(page, 'The tagged one', 'link');
    await click(page, 'Change');
    assert.equal(await page.$eval('dialog input[name="tags"]', (field) => field.value), 'buoy harbour-2');
    await type(page, 'Tags', 'harbour-2');
    await click(page, 'Save');
    await hasText(page, 'Saved.');
    await page.waitForFunction(() => !document.querySelector('main header').textContent.includes('buoy'), {polling: 50});
  });

  await inPage('a project tells what was changed of it, and which value stands', async (page) => {
    const project = await ask('/api/projects', {name: 'The first name'});
    await show(page, `${base}/projects/${project.id}`);
    await click(page, 'Change');
    await type(page, 'Name', 'The second name');
    await click(page, 'Save');
    await hasText(page, 'Saved.');
    await click(page, 'Changes', 'link');
    await page.waitForSelector('ol[aria-label="Changes of the project"]');
    const struck = await page.$$eval('main del', (all) => all.map((one) => one.textContent));
    assert.deepEqual(struck, ['name: The first name']);
    await hasText(page, 'name: The second name');
  });

  await inPage('archiving is shown at once, undone by the toast, and taken back where the server cannot be reached', async (page, complaints) => {
    await ask('/api/projects', {name: 'For the archive'});
    const way = await gate(base);
    await show(page, `${way.address}/projects`);
    await archive(page, 'For the archive');
    await page.waitForFunction(() => ![...document.querySelectorAll('article h2')].some((head) => head.textContent === 'For the archive'), {polling: 20, timeout: 1000});
    await click(page, 'Undo');
    await page.waitForFunction(() => [...document.querySelectorAll('article h2')].some((head) => head.textContent === 'For the archive'), {polling: 20, timeout: 1000});
    await page.waitForNetworkIdle({idleTime: 200, concurrency: 1});
    way.shut();
    await archive(page, 'For the archive');
    await hasText(page, 'The server cannot be reached');
    assert.ok((await shown(page)).includes('For the archive'));
    complaints.length = 0;
  });
}
