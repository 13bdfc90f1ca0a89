// Handoffs and prompts, with and without a model.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {assert} from '../wasm/tap.mjs';
import {click, hasText, show, type, violations} from './browser.mjs';

export async function modelTests({inPage, ask, base}) {
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
}
