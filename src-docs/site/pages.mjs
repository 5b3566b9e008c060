// Makes the pages of the site: what is written in src-docs, some files beside it that it links to, and what the code says of
// itself. Run by ./build.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { apiPages } from './api.mjs';
import { eventPage } from './events.mjs';
import { markdownFiles, pagesOf, SECTIONS } from './outline.mjs';
import { problemPage } from './problems.mjs';

const [root] = process.argv.slice(2);
const source = path.join(root, 'src-docs');
const pages = path.join(import.meta.dirname, 'pages');

// Pages that lie elsewhere in the repository, and where they are in the site.
const ELSEWHERE = { 'README.md': 'readme.md', 'CONTRIBUTING.md': 'contributing.md', 'benchmarks/README.md': 'internals/benchmarks.md' };

rmSync(pages, { recursive: true, force: true });
cpSync(source, pages, { recursive: true, filter: (file) => !path.relative(source, file).startsWith('site') });
cpSync(path.join(import.meta.dirname, 'vitepress'), path.join(pages, '.vitepress'), { recursive: true });

for (const file of markdownFiles(pages)) {
  write(file, withLinks(read(`src-docs/${file}`), `src-docs/${file}`, file));
}
for (const [file, page] of Object.entries(ELSEWHERE)) {
  write(page, withLinks(read(file), file, page));
}
for (const [page, text] of Object.entries({ ...apiPages(root), ...eventPage(root), ...problemPage(root) })) {
  write(page, text);
}
for (const [folder, title] of Object.entries({ ...SECTIONS, 'howto/runbooks': 'Runbooks' })) {
  if (!existsSync(path.join(pages, folder, 'index.md'))) {
    write(`${folder}/index.md`, contents(title, pagesOf(pages, folder)));
  }
}

function read(file) {
  return readFileSync(path.join(root, file), 'utf8');
}

function write(page, text) {
  mkdirSync(path.dirname(path.join(pages, page)), { recursive: true });
  writeFileSync(path.join(pages, page), text);
}

function contents(title, listed) {
  const lines = [`# ${title}`];
  let group = '';
  for (const page of listed) {
    if (page.group !== group) {
      group = page.group;
      lines.push('', `## ${group || 'More'}`, '');
    } else if (lines.length === 1) {
      lines.push('');
    }
    lines.push(`* [${page.title}](${page.link}.md)`);
  }
  return `${lines.join('\n')}\n`;
}

/** The text, its relative links leading to where things are in the site; links in code are no links. */
function withLinks(text, file, page) {
  return text
    .split(/(^```[\s\S]*?^```)/m)
    .map((part) => (part.startsWith('```') ? part : part.replace(/\]\(([^()\s]+)\)/g, (whole, link) => (isRelative(link) ? `](${inSite(link, file, page)})` : whole))))
    .join('');
}

function isRelative(link) {
  return !/^([a-z]+:|#|\/)/.test(link);
}

function inSite(link, file, page) {
  const [to, anchor] = link.split('#');
  const linked = path.posix.join(path.posix.dirname(file), to).replace(/\/$/, '');
  const target = path.posix.relative(path.posix.dirname(page), placed(linked));
  return anchor ? `${target}#${anchor}` : target;
}

/** Where a file of the repository is in the site; one that is no page becomes one. */
function placed(file) {
  const actual = path.join(root, file);
  if (ELSEWHERE[file]) {
    return ELSEWHERE[file];
  }
  if (file.startsWith('src-docs/')) {
    const inside = file.slice('src-docs/'.length);
    return existsSync(actual) && statSync(actual).isDirectory() ? `${inside}/index.md` : inside;
  }
  const page = `source/${file.replaceAll('/', '-')}.md`;
  const text = read(file);
  const fence = text.includes('```') ? '````' : '```';
  write(page, `# ${path.basename(file)}\n\n\`${file}\`\n\n${fence}${path.extname(file).slice(1)}\n${text}${fence}\n`);
  return page;
}
