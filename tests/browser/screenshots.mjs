// A picture of every page, in both themes and two widths: node screenshots.mjs BASE_URL FOLDER. Fills the server.
import {mkdirSync} from 'node:fs';
import {api, fill, pagesOf} from './api.mjs';
import {launch, openPage, show} from './browser.mjs';

const [base, folder] = process.argv.slice(2);
const ask = api(base);
const known = (await ask('/api/projects?limit=1'))[0];
const sessions = known ? (await ask(`/api/projects/${known.id}/sessions`)).map(({id}) => id) : [];
await fill(ask);
const pages = pagesOf(known ? {project: known, sessions} : await fill(ask));
mkdirSync(folder, {recursive: true});
const browser = await launch();
for (const theme of ['light', 'dark'])
  for (const [width, height] of [[1280, 900], [390, 844]]) {
    const {page} = await openPage(browser, {theme, width, height});
    for (const [name, path] of Object.entries(pages)) {
      await show(page, base + path);
      await page.screenshot({path: `${folder}/${name.replaceAll(' ', '-')}-${theme}-${width}.png`});
    }
    await page.close();
  }
await browser.close();
