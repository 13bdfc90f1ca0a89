// Who needs a token.
import {assert} from '../wasm/tap.mjs';
import {click, hasText, openPage, type, violations} from './browser.mjs';

export async function enteringTests({plain, browser, ask, base}) {
  await plain('who needs a token is shown the way in, and out', async () => {
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
}
