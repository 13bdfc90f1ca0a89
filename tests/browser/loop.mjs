// The work itself, from the page alone.
import {assert} from '../wasm/tap.mjs';
import {click, hasText, show, type, violations} from './browser.mjs';
import {gate} from './gate.mjs';

export async function loopTests({inPage, ask, base, filled}) {
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

  await inPage('a transcript is imported from a file, and its session is there', async (page) => {
    const project = await ask('/api/projects', {name: 'Imported into'});
    await show(page, `${base}/projects/${project.id}`);
    await click(page, 'Import');
    const input = await page.waitForSelector('dialog input[type="file"]');
    await input.uploadFile(new URL('../../demo/1-first-endpoint.jsonl', import.meta.url).pathname);
    await hasText(page, '1-first-endpoint.jsonl: session 1', 15_000);
    await page.keyboard.press('Escape');
    await hasText(page, 'First endpoint: next tides of a harbour');
  });

  await inPage('every dialog opens by a key, is without fault and closes on Escape', async (page) => {
    const {project, open} = filled;
    const dialogs = [[`/projects/${project.id}`, ['Go on', 'Import', 'Change', 'Delete']], [`/sessions/${open}`, ['Complete', 'Add turns']], [`/projects/${project.id}/knowledge`, ['New item']],
      ['/settings/models', ['Add a model']], ['/settings/accounts', ['Add an account']], ['/projects', ['New project']]];
    const found = [];
    for (const [path, names] of dialogs) {
      await show(page, base + path);
      for (const name of names) {
        await page.evaluate((wanted) => [...document.querySelectorAll('main button')].find((button) => button.textContent.trim() === wanted).focus(), name);
        await page.keyboard.press('Enter');
        await page.waitForSelector('dialog[open]');
        found.push(...(await violations(page)).map((one) => `${path} ${name}: ${one}`));
        await page.keyboard.press('Escape');
        await page.waitForFunction(() => !document.querySelector('dialog'), {polling: 50});
      }
    }
    assert.deepEqual(found, []);
  });
}
