// The pages by their addresses.
import {AssistedHandoff} from './pages/assisted_handoff.mjs';
import {Analytics} from './pages/analytics.mjs';
import {Compare} from './pages/compare.mjs';
import {Monitoring} from './pages/monitoring.mjs';
import {Project} from './pages/project.mjs';
import {Projects} from './pages/projects.mjs';
import {Search} from './pages/search.mjs';
import {Session} from './pages/session.mjs';
import {Settings} from './pages/settings.mjs';
import {Today} from './pages/today.mjs';
import {Troubleshooting} from './pages/troubleshooting.mjs';
import {Unknown} from './pages/unknown.mjs';
import {matched} from './router.mjs';

/** @type {[string, any][]} */
const PAGES = [
  ['/', Today],
  ['/login', Today],
  ['/projects', Projects],
  ['/projects/:id/:tab?', Project],
  ['/sessions/:id/:tab?', Session],
  ['/handoff', AssistedHandoff],
  ['/compare', Compare],
  ['/search', Search],
  ['/analytics', Analytics],
  ['/troubleshooting', Troubleshooting],
  ['/settings/:tab?', Settings],
  ['/monitoring', Monitoring],
];

/** @param {string} path */
export function pageAt(path) {
  for (const [pattern, page] of PAGES) {
    const parameters = matched(pattern, path);
    if (parameters) return {page, parameters};
  }
  return {page: Unknown, parameters: {}};
}
