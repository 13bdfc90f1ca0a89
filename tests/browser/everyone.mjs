// For everyone: those who cannot see it, by keyboard, on a phone, in either theme.
import {assert} from '../wasm/tap.mjs';
import {click, hasText, settled, show, violations} from './browser.mjs';

export async function everyoneTests({inPage, base, pages}) {
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

  await inPage('the theme that is chosen stays', async (page) => {
    await show(page, `${base}/`);
    await page.select('nav select', 'dark');
    await page.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor === 'rgb(20, 21, 19)', {polling: 50});
    await show(page, `${base}/projects`);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgb(20, 21, 19)');
    await page.select('nav select', 'system');
    await page.waitForFunction(() => getComputedStyle(document.documentElement).backgroundColor !== 'rgb(20, 21, 19)', {polling: 50});
  });
}
