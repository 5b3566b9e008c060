import path from 'node:path';
import { defineConfig } from 'vitepress';
import { SECTIONS, sidebar } from '../../outline.mjs';

const pages = path.join(import.meta.dirname, '..');

// As GitHub makes them, so that a link works in both places.
const slugify = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

export default defineConfig({
  title: 'Tenant deletion',
  description: 'Deletes everything that a platform of microservices holds about a tenant or a user, and proves it.',
  lang: 'en',
  outDir: '../site',
  cacheDir: '../cache',
  ignoreDeadLinks: false,
  markdown: {
    anchor: { slugify },
    // What looks like a tag in a sentence is text.
    config: (md) => md.set({ html: false }),
  },
  themeConfig: {
    search: { provider: 'local' },
    nav: Object.entries(SECTIONS).map(([folder, text]) => ({ text, link: `/${folder}/`, activeMatch: `/${folder}/` })),
    sidebar: sidebar(pages),
    outline: { level: [2, 3] },
  },
});
