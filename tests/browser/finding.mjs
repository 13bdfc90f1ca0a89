// Search, addresses and the way back, a replay.
import {assert} from '../wasm/tap.mjs';
import {hasText, settled, show} from './browser.mjs';

export async function findingTests({inPage, base, pages, filled}) {
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
    await page.waitForSelector('.aimed-at');
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

  await inPage('a replay plays, pauses and is moved', async (page) => {
    await show(page, base + pages.replay);
    await hasText(page, 'turn 1 of 2');
    await page.keyboard.press(' ');
    await hasText(page, 'turn 2 of 2');
    await page.focus('input[type="range"]');
    await page.keyboard.press('Home');
    await hasText(page, 'turn 1 of 2');
  });
}
