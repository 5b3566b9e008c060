// What pages there are: the folders are the sections, a page's first heading is its title, its front matter may have a group and
// an order.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export const SECTIONS = { tutorial: 'Tutorial', howto: 'How to', reference: 'Reference', internals: 'Internals', decisions: 'Decisions' };

const GROUPS = ['Integrate', 'Use', 'Operate', 'Keys and recovery', 'Develop', 'Interfaces', 'Databases', 'Operation', 'Rendered from the code', ''];

export function markdownFiles(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.split(path.sep).join('/'))
    .sort();
}

/** The pages of a folder, not of those below it, in the order of the sidebar. */
export function pagesOf(pages, folder) {
  return readdirSync(path.join(pages, folder))
    .filter((file) => file.endsWith('.md') && file !== 'index.md')
    .map((file) => {
      const text = readFileSync(path.join(pages, folder, file), 'utf8');
      const [, front = ''] = text.match(/^---\n([\s\S]*?)\n---\n/) ?? [];
      const said = Object.fromEntries(front.split('\n').map((line) => line.split(/:\s*(.*)/)));
      return { link: `/${folder}/${file.replace(/\.md$/, '')}`, title: title(text, file), group: said.group ?? '', order: Number(said.order ?? 99) };
    })
    .sort((a, b) => groupRank(a) - groupRank(b) || a.order - b.order || a.link.localeCompare(b.link));
}

function groupRank(page) {
  const rank = GROUPS.indexOf(page.group);
  if (rank < 0) {
    throw new Error(`${page.link}: no such group: ${page.group}`);
  }
  return rank;
}

function title(text, file) {
  const [, heading] = text.match(/^# (.+)$/m) ?? [];
  if (!heading) {
    throw new Error(`${file} has no heading`);
  }
  // Decisions are told apart by their numbers.
  const [number] = file.match(/^\d{4}/) ?? [];
  return number && !heading.startsWith(number) ? `${number} ${heading}` : heading;
}

export function sidebar(pages) {
  return Object.entries(SECTIONS).map(([folder, text]) => ({
    text,
    link: `/${folder}/`,
    // The one that is read opens by itself.
    collapsed: true,
    items: [...grouped(pagesOf(pages, folder)), ...below(pages, folder)],
  }));
}

function grouped(all) {
  const items = [];
  for (const { title: text, link, group } of all) {
    if (group && items.at(-1)?.text !== group) {
      items.push({ text: group, items: [] });
    }
    (group ? items.at(-1).items : items).push({ text, link });
  }
  return items;
}

function below(pages, folder) {
  return readdirSync(path.join(pages, folder))
    .filter((name) => statSync(path.join(pages, folder, name)).isDirectory() && existsSync(path.join(pages, folder, name, 'index.md')))
    .map((name) => ({
      text: name[0].toUpperCase() + name.slice(1),
      link: `/${folder}/${name}/`,
      collapsed: true,
      items: pagesOf(pages, `${folder}/${name}`).map(({ title: text, link }) => ({ text, link })),
    }));
}
