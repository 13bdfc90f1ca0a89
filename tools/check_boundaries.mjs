#!/usr/bin/env node
// Proves that dependencies point inwards: core/ includes core/, the parts of the standard library that
// touch nothing, and nlohmann/json through core/base/json.hpp; it names no clock, random device, file or
// process; inside core/ the folders depend on each other without a circle, and on base/ at the bottom. A
// folder may have two halves, pure functions and what performs effects (reaches core/base/task.hpp): the
// pure half of one may serve the other half of another.
//
//   tools/check_boundaries.mjs               checks the tree; exit 1 with a line for each violation
//   tools/check_boundaries.mjs --self-test   checks that planted violations are found
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const ALLOWED_STANDARD = new Set(`
  algorithm array bit bitset cassert cctype cerrno cfloat charconv chrono cinttypes climits cmath compare
  concepts coroutine cstdarg cstddef cstdint cstdio cstdlib cstring cwchar deque expected forward_list functional
  initializer_list iterator limits list map memory memory_resource new numbers numeric optional queue ranges
  ratio set span stack string string_view tuple type_traits typeindex unordered_map unordered_set utility
  variant vector version`.trim().split(/\s+/));

// A name counts when it is not part of a longer one, nor a member or in a namespace other than std.
const call = (names) => new RegExp(`(?:\\bstd::|(?<![\\w.:>]))(?:${names})\\s*\\(`);
const FORBIDDEN = [
  [/\b(?:system|steady|high_resolution|utc|file)_clock\b|\bcurrent_zone\b/, 'a clock: perform Now{} instead'],
  [/(?:\bstd::|(?<![\w.:>]))clock\s*\(\s*\)/, 'a clock: perform Now{} instead'],
  [call('clock_gettime|gettimeofday|localtime|localtime_r|gmtime|gmtime_r|mktime|nanosleep|usleep'),
    'a clock: perform Now{} instead'],
  [/(?:\bstd::|(?<![\w.:>]))time\s*\(\s*(?:nullptr|NULL|0|&)/, 'a clock: perform Now{} instead'],
  [/\bstd::(?:random_device|mt19937\w*)\b/, 'a random device: perform Entropy{} instead'],
  [call('rand|srand|random|drand48|getrandom|getentropy|arc4random\\w*'),
    'a random device: perform Entropy{} instead'],
  [call('getenv|secure_getenv|setenv|putenv|system|popen|fork|exec[lv]p?e?|exit|_exit|quick_exit|atexit'),
    'the process'],
  [call('fopen|freopen|fread|fwrite|fgets|fputs|puts|putchar|printf|fprintf|vprintf|vfprintf'),
    'a file'],
  [/(?<![\w.:>])(?:stdin|stdout|stderr)\b|\bstd::(?:cin|cout|cerr|clog)\b/, 'a file'],
  [/\bstd::sto(?:i|l|ll|ul|ull|f|d|ld)\b/, 'std::from_chars: core is built without exceptions'],
  [/\bstd::get\s*</, 'std::get_if: core is built without exceptions'],
  // redact's Scan::at checks its index and throws nothing.
  [/(?<!\bscan)(?:\.|->)at\s*\(/, 'find or a checked index: core is built without exceptions'],
  [/\b(?:thread_local|std::atomic|std::thread|std::mutex)\b/, 'a thread'],
];

/** The code with comments, strings and characters blanked out, line for line. */
function stripped(source) {
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^()\\\s]{0,16})\([\s\S]*?\)\1"|"(?:[^"\\\n]|\\[\s\S])*"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+'/g;
  return source.replace(token, (text) => {
    const lines = text.replace(/[^\n]/g, '');
    return text.startsWith('"') || text.startsWith('R"') ? `""${lines}` : ` ${lines}`;
  });
}

/** Every #include of a source: {line, target, angled}. */
function includesOf(source) {
  const found = [];
  source.split('\n').forEach((text, index) => {
    const match = text.match(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/);
    if (match) found.push({line: index + 1, target: match[2], angled: match[1] === '<'});
  });
  return found;
}

/** The part of the program that a file belongs to; effects carry batches, so batch.hpp lies in base. */
function partOf(path) {
  if (path === 'core/store/batch.hpp') return 'core/base';
  const folders = path.split('/');
  if (folders[0] !== 'core') return folders[0];
  return folders.length === 2 ? 'core/app' : `core/${folders[1]}`;
}

const REACHES = {native: ['core', 'native'], wasm: ['core', 'wasm']};

function faultOfInclude(path, {target, angled}) {
  const part = partOf(path);
  if (!part.startsWith('core')) {
    const root = target.split('/')[0];
    const ours = ['core', 'native', 'wasm', 'tests', 'web'].includes(root);
    return ours && !REACHES[part].includes(root) ? `${part}/ reaches into ${root}/` : null;
  }
  if (target.startsWith('nlohmann/')) {
    return part === 'core/base' ? null : `includes <${target}> instead of "core/base/json.hpp"`;
  }
  if (angled) return ALLOWED_STANDARD.has(target) ? null : `includes <${target}>: core touches nothing`;
  if (!target.startsWith('core/')) return `includes "${target}", which is not in core/`;
  if (part === 'core/base' && partOf(target) !== 'core/base') return `base depends on ${target}`;
  if (partOf(target) === 'core/app' && part !== 'core/app') return `depends on the application, ${target}`;
  return null;
}

function faultsOfFile(path, source) {
  const faults = [];
  for (const include of includesOf(source)) {
    const fault = faultOfInclude(path, include);
    if (fault) faults.push(`${path}:${include.line}: ${fault}`);
  }
  if (!path.startsWith('core/')) return faults;
  stripped(source).split('\n').forEach((text, index) => {
    for (const [pattern, what] of FORBIDDEN) {
      const match = text.match(pattern);
      if (match) faults.push(`${path}:${index + 1}: "${match[0].trim()}" in core; ${what}`);
    }
  });
  return faults;
}

/** The files of core/ that reach core/base/task.hpp, and so may perform effects. */
function effectful(files) {
  const includes = new Map(files.map(([path, source]) =>
    [path, includesOf(source).filter((include) => !include.angled).map((include) => include.target)]));
  const found = new Set(['core/base/task.hpp']);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [path, targets] of includes) {
      if (targets.some((target) => found.has(target))) found.add(path);
    }
  }
  return found;
}

/** Which half folder of core/ depends on which, with one include as the witness of each. */
function folderGraph(files) {
  const withEffects = effectful(files);
  const halfOf = (path) => partOf(path) === 'core/base' || !withEffects.has(path) ?
    partOf(path) : `${partOf(path)} with effects`;
  const graph = new Map();
  for (const [path, source] of files) {
    const from = halfOf(path);
    if (!from.startsWith('core/')) continue;
    for (const {line, target, angled} of includesOf(source)) {
      const to = halfOf(target);
      if (angled || !to.startsWith('core/') || to === from) continue;
      if (!graph.has(from)) graph.set(from, new Map());
      if (!graph.get(from).has(to)) graph.get(from).set(to, `${path}:${line}`);
    }
  }
  return graph;
}

/** One cycle of folders as a list of witnesses, or null. */
function cycleOf(graph) {
  const done = new Set();
  const visit = (folder, trail) => {
    const start = trail.findIndex((step) => step.folder === folder);
    if (start >= 0) return trail.slice(start);
    if (done.has(folder)) return null;
    for (const [to, witness] of graph.get(folder) ?? []) {
      const cycle = visit(to, [...trail, {folder, witness}]);
      if (cycle) return cycle;
    }
    done.add(folder);
    return null;
  };
  for (const folder of graph.keys()) {
    const cycle = visit(folder, []);
    if (cycle) return cycle;
  }
  return null;
}

/** `files` is an array of [path, source]; answers the violations as lines. */
function check(files) {
  const faults = files.flatMap(([path, source]) => faultsOfFile(path, source));
  const cycle = cycleOf(folderGraph(files));
  if (cycle) {
    const steps = cycle.map((step) => `${step.folder} (${step.witness})`).join(' -> ');
    faults.push(`folders depend on each other in a circle: ${steps} -> ${cycle[0].folder}`);
  }
  return faults;
}

function filesUnder(folder) {
  const found = [];
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...filesUnder(path));
    else if (/\.(?:cpp|hpp)$/.test(entry.name)) found.push([path, readFileSync(path, 'utf8')]);
  }
  return found;
}

const PLANTED = [
  ['core/events/a.cpp', '#include <iostream>', 'core touches nothing'],
  ['core/events/a.cpp', '#include <unistd.h>', 'core touches nothing'],
  ['core/events/a.cpp', '#include <sqlite3.h>', 'core touches nothing'],
  ['core/events/a.cpp', '#include "native/database.hpp"', 'not in core/'],
  ['core/events/a.cpp', '#include <nlohmann/json.hpp>', 'instead of'],
  ['core/base/a.hpp', '#include "core/events/event.hpp"', 'base depends on'],
  ['core/events/a.cpp', '#include "core/app.hpp"', 'depends on the application'],
  ['native/a.cpp', '#include "wasm/abi.hpp"', 'reaches into wasm/'],
  ['core/events/a.cpp', 'auto now = std::chrono::system_clock::now();', 'a clock'],
  ['core/events/a.cpp', 'auto now = time(nullptr);', 'a clock'],
  ['core/events/a.cpp', 'int one = 1\'000; auto now = ::std::time(0);', 'a clock'],
  ['core/events/a.cpp', 'int dice = rand() % 6;', 'a random device'],
  ['core/events/a.cpp', 'std::random_device device;', 'a random device'],
  ['core/events/a.cpp', 'auto home = std::getenv("HOME");', 'the process'],
  ['core/events/a.cpp', 'std::printf("%d", 1);', 'a file'],
  ['core/events/a.cpp', 'auto file = fopen("a", "r");', 'a file'],
  ['core/events/a.cpp', 'int n = std::stoi(text);', 'std::from_chars'],
  ['core/events/a.cpp', 'auto n = list.at(3);', 'checked index'],
  ['core/events/a.cpp', 'auto s = std::get<std::string>(value);', 'std::get_if'],
  ['core/events/a.cpp', 'auto a = R"(//)"; int dice = rand();', 'a random device'],
];
const INNOCENT = [
  ['core/events/a.cpp', '// time(nullptr), rand() and getenv("X") are not called'],
  ['core/events/a.cpp', '/* std::chrono\n std::cout */ auto sql = "SELECT random()";'],
  ['core/events/a.cpp', 'auto sql = R"sql(SELECT time(0), "x" FROM t)sql"; auto c = \'"\'; auto d = "rand()";'],
  ['core/events/a.cpp', '#include <cstdio>\nstd::snprintf(buffer, 8, "%d", 1);'],
  ['core/events/a.cpp', 'auto t = row.time("created"); auto e = number_at(text, 3); runtime(0);'],
  ['core/base/time.cpp', '#include <chrono>\nconst std::chrono::hh_mm_ss clock(instant - day);'],
  ['core/base/json.hpp', '#include <nlohmann/json.hpp>\n#include "core/store/batch.hpp"'],
  ['core/app.cpp', '#include "core/app.hpp"\n#include "core/events/event.hpp"'],
];

function selfTest() {
  const circle = check([
    ['core/events/a.hpp', '#include "core/store/b.hpp"'],
    ['core/store/b.hpp', '#include "core/projects/c.hpp"'],
    ['core/projects/c.hpp', '#include "core/events/a.hpp"'],
  ]);
  const halves = check([
    ['core/handoff/pure.hpp', ''],
    ['core/handoff/routes.hpp', '#include "core/base/task.hpp"\n#include "core/sessions/routes.hpp"'],
    ['core/sessions/routes.hpp', '#include "core/base/task.hpp"\n#include "core/handoff/pure.hpp"'],
  ]);
  const missed = PLANTED.filter(([path, source, expected]) =>
    !check([[path, source]]).some((fault) => fault.includes(expected)));
  const accused = INNOCENT.filter(([path, source]) => check([[path, source]]).length > 0);
  for (const [path, source] of missed) console.log(`not found: ${path}: ${source}`);
  for (const [path, source] of accused) console.log(`wrongly found: ${check([[path, source]])}`);
  if (!circle.some((fault) => fault.includes('circle'))) console.log('not found: a circle of folders');
  if (halves.length > 0) console.log(`wrongly found: ${halves}`);
  return missed.length + accused.length + halves.length === 0 && circle.length === 1;
}

function checkTree() {
  process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
  const present = readdirSync('.').filter((name) => ['core', 'native', 'wasm'].includes(name));
  const faults = check(present.flatMap(filesUnder));
  for (const fault of faults) console.log(fault);
  return faults.length === 0;
}

const good = process.argv[2] === '--self-test' ? selfTest() : checkTree();
process.exit(good ? 0 : 1);
