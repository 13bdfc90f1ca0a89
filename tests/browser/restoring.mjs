// What a sync brought: a deleted project that received work, and a handoff that two machines wrote.
import {randomUUID} from 'node:crypto';
import {assert} from '../wasm/tap.mjs';
import {click, hasText, show} from './browser.mjs';

/** What another machine wrote. @param {any} ask @param {[type: string, entity: string, set: object][]} written */
async function arrives(ask, written) {
  const device = randomUUID();
  const events = written.map(([type, entity_id, set], at) => ({
    id: randomUUID(), device_id: device, device_seq: at + 1, hlc: `01900000000${at}0000`, type, v: 1, entity_id,
    body: JSON.stringify({set}), body_hash: device,
  }));
  await ask('/api/sync/push', {device: {id: device}, events});
}

export async function restoringTests({inPage, ask, base}) {
  await inPage('a deleted project that received work is offered and brought back', async (page) => {
    const project = await ask('/api/projects', {name: 'The sundial'});
    await fetch(`${base}/api/projects/${project.uid}`, {method: 'DELETE'});
    await arrives(ask, [['session.created', randomUUID(), {project: project.uid, status: 'in_progress', started_at: '2026-01-01T00:00:00.000Z'}]]);
    await show(page, `${base}/projects`);
    await hasText(page, 'The sundial was deleted and has received 1 session since.');
    await click(page, 'Bring it back');
    await hasText(page, 'The sundial is back.');
    await click(page, 'The sundial', 'link');
    await page.waitForFunction(() => document.querySelector('main header')?.textContent.includes('The sundial'), {polling: 50});
  });

  await inPage('of a handoff that two machines wrote both revisions are shown, and which stands', async (page) => {
    const project = await ask('/api/projects', {name: 'Two machines'});
    const session = await ask('/api/sessions', {project_id: project.id});
    await ask(`/api/sessions/${session.session_id}/complete`, {accomplishments: ['here']});
    const session_uid = (await ask(`/api/sessions/${session.session_id}`)).uid;
    await arrives(ask, [['handoff.written', randomUUID(), {session: session_uid, handoff_type: 'manual', created_at: '2024-01-01T00:00:00.000Z'}]]);
    await show(page, `${base}/sessions/${session.session_id}/handoff`);
    await page.waitForSelector('ul[aria-label="Revisions of this handoff"] li');
    const revisions = await page.$$eval('ul[aria-label="Revisions of this handoff"] li', (items) => items.map((item) => [item.querySelector('button').textContent, item.querySelector('.badge').textContent]));
    assert.deepEqual(revisions, [['extracted', 'stands'], ['manual', 'replaced']]);
  });
}
