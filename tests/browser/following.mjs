// What changes elsewhere appears; what was missed comes afterwards.
import {assert} from '../wasm/tap.mjs';
import {click, hasText, openPage, show, type} from './browser.mjs';
import {gate} from './gate.mjs';

export async function followingTests({plain, browser, ask, base}) {
  await plain('what one tab changes the other shows', async () => {
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

  await plain('after a loss of the connection what was missed is shown', async () => {
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

  await plain('a list of many pages whose newest come first shows the new one and keeps the old', async () => {
    const project = await ask('/api/projects', {name: 'Many handoffs'});
    const write = (n) => ask(`/api/imports?project=${project.id}&name=HANDOFF.md`, `# Session handoff\n\n## Next steps\n- Step ${n}\n`);
    for (let n = 1; n <= 55; ++n) await write(n);
    const {page, complaints} = await openPage(browser);
    await show(page, `${base}/projects/${project.id}/handoff`);
    await click(page, 'Earlier ones');
    await page.waitForFunction(() => document.querySelectorAll('aside li').length === 55, {polling: 50});
    await write(56);
    await page.waitForFunction(() => document.querySelectorAll('aside li').length === 56, {polling: 50});
    assert.match(await page.$eval('aside li:first-child', (row) => row.textContent), /Session 56/);
    assert.match(await page.$eval('aside li:last-child', (row) => row.textContent), /Session 1\D/);
    assert.deepEqual(complaints, []);
    await page.close();
  });
}
