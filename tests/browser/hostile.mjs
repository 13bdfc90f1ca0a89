// What strangers write into every field is shown as what it is.
import {assert} from '../wasm/tap.mjs';
import {hasText, show} from './browser.mjs';

const BAD = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">"\'&amp;{{x}}${y}';
const LEFTWARD = 'שלום עולם ‮abc‬ مرحبا';
const MARKDOWN = `${BAD}\n\n[a](javascript:window.hacked=1) [b](data:text/html,x) ![i](https://elsewhere.example/x.png)\n\n<iframe src="javascript:window.hacked=1"></iframe>\n\n\`\`\`html\n${BAD}\n\`\`\``;

export async function hostile(ask) {
  const project = await ask('/api/projects', {name: BAD.slice(0, 190), description: `${BAD} ${LEFTWARD}`, tags: ['<img/src=x/onerror=window.hacked=1>', '\u202Eעולם']});
  const session = await ask('/api/sessions', {project_id: project.id, objectives: BAD, account_name: BAD});
  await ask('/api/conversations/save', {session_id: session.session_id, conversation: [
    {role: 'user', content: MARKDOWN}, {role: 'assistant', content: LEFTWARD}, {role: 'assistant', content: `begin ${'all work and no play '.repeat(50_000)} the end`},
  ]});
  await ask(`/api/sessions/${session.session_id}/complete`, {accomplishments: [BAD], next: [MARKDOWN], blockers: [BAD]});
  await ask('/api/knowledge', {project_id: project.id, title: BAD, content: MARKDOWN, tags: [BAD]});
  await ask('/api/accounts', {account_name: BAD, platform: BAD, specialization: BAD});
  await ask('/api/tokens', {name: BAD.slice(0, 190)});
  return {project: project.id, session: session.session_id};
}

export async function hostileTests({inPage, base, made}) {
  const paths = ['/', '/projects', `/projects/${made.project}`, `/projects/${made.project}/handoff`, `/projects/${made.project}/knowledge`, `/sessions/${made.session}`, `/sessions/${made.session}/handoff`,
    `/sessions/${made.session}/replay`, `/search?q=hacked`, '/compare', '/settings/tokens', '/settings/accounts', '/analytics', '/monitoring', `/projects?tag=${encodeURIComponent(BAD)}`, '/settings/templates', `/${encodeURIComponent('<script>alert(1)')}`];
  await inPage('hostile content is shown as text on every page', async (page) => {
    for (const path of paths) {
      await show(page, base + path);
      assert.equal(await page.evaluate(() => window.hacked), undefined, path);
      assert.equal(await page.evaluate(() => document.querySelectorAll('main script, main iframe, main img, main [onerror], main a[href^="javascript"], main a[href^="data:text"]').length), 0, path);
    }
    await show(page, `${base}/projects/${made.project}`);
    await hasText(page, '<script>window.hacked=1</script>');
  });
  await inPage('a turn of a megabyte is shown in part until all is asked for', async (page) => {
    await show(page, `${base}/sessions/${made.session}`);
    await hasText(page, 'Show all 1.1 MB');
    assert.ok(await page.evaluate(() => document.body.textContent.length < 100_000));
    await page.evaluate(() => [...document.querySelectorAll('button')].find((button) => button.textContent.startsWith('Show all')).click());
    await page.waitForFunction(() => document.body.textContent.includes('the end'));
  });
}
