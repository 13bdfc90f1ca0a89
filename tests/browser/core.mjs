// Baton's core in the page: it answers what the server answers, and no secret leaves the page.
import {assert} from '../wasm/tap.mjs';
import {click, hasText, show, type, violations} from './browser.mjs';

// Put together here, so that no tool takes it for a secret of this project.
const SECRET = ['ghp', 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5'].join('_');

/** Asks the page's core anything, in the page. */
const askCore = (page, name, message) => page.evaluate(async (...asked) => {
  const main = await (await fetch(document.querySelector('script[type="module"]').src)).text();
  const [script] = main.match(/core-[\w-]+\.mjs/);
  const worker = new Worker(`/${script}`, {type: 'module'});
  const answered = new Promise((done) => worker.addEventListener('message', ({data}) => done(data)));
  worker.postMessage({id: 1, name: asked[0], message: asked[1]});
  const {answer, trouble} = await answered;
  worker.terminate();
  return answer ?? {trouble};
}, name, message);

/** Everything that the page sends, as text. */
function sentBy(page) {
  const sent = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  return sent;
}

export async function coreTests({inPage, ask, base, filled}) {
  const id = (await ask(`/api/projects/${filled.project.id}/handoffs`))[0].id;

  await inPage('the core in the page lints, draws and renders as the server does', async (page) => {
    const session = (await ask(`/api/projects/${filled.project.id}/handoffs`))[0].session_id;
    await show(page, `${base}/sessions/${session}/handoff`);
    const {content} = await ask(`/api/handoffs/${id}`);
    for (const markdown of [content, '## Next steps\n- fix stuff\n', '# ünïcode\n\n\u202Etrick <script>']) {
      const {data} = await askCore(page, 'lint', {markdown});
      if (markdown === content) assert.deepEqual(data, await ask(`/api/handoffs/${id}/lint`));
      assert.ok(data.score <= 100);
    }
    for (const [sessions, credits] of [[0, 0], [20, 100], [137, 7], [1000, 1e6]]) {
      const {measured, ...predicted} = await ask(`/api/growth?sessions=${sessions}&credits=${credits}`);
      assert.ok(measured);
      assert.deepEqual((await askCore(page, 'growth', {sessions, credits})).data, predicted);
    }
    const html = await askCore(page, 'render', {markdown: content, format: 'html'});
    assert.equal(html.data, await (await fetch(`${base}/api/handoffs/${id}?format=html`)).text());
    assert.equal((await askCore(page, 'render', {markdown: content, format: 'pdf'})).field, 'format');
    const {score} = await ask(`/api/handoffs/${id}/lint`);
    await hasText(page, `${score} of 100`);
  });

  await inPage('what is pasted leaves the page masked', async (page) => {
    const sent = sentBy(page);
    await show(page, `${base}/handoff`);
    await type(page, 'Conversation', `User: deploy with ${SECRET} to the lamp.\n\nAssistant: Done. Next: rotate ${SECRET}.`);
    await click(page, 'Make the handoff');
    await hasText(page, 'made without a model');
    await show(page, `${base}/troubleshooting`);
    await type(page, 'Error', `AuthError: ${SECRET} was refused`);
    await type(page, 'Code', `login("${SECRET}")`);
    await click(page, 'Make the prompt');
    await hasText(page, 'Find and fix the cause');
    await show(page, `${base}/sessions/${filled.open}`);
    await click(page, 'Add turns');
    await type(page, 'Conversation', `User: the token is ${SECRET}\n\nAssistant: noted`);
    await click(page, 'Add them');
    await hasText(page, 'Saved.');
    const bodies = sent.filter((one) => one.includes('[masked:github-token:'));
    assert.equal(bodies.length, 3, 'three requests with a mask');
    assert.deepEqual(sent.filter((one) => one.includes(SECRET)), []);
  });

  await inPage('a page that needs no core does not load it', async (page) => {
    await show(page, `${base}/projects`);
    assert.equal(page.workers().length, 0);
    await show(page, `${base}/analytics`);
    await hasText(page, 'Predicted');
    assert.equal(page.workers().length, 1);
  });
}
