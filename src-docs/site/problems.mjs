// The problem types, from the sources: each is a constant `new ProblemType("slug", status, "title")`.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const CONSTANT =
  /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?(?:(?:public|private|protected|static|final) )*ProblemType [A-Z_]+\s*=\s*new ProblemType\(\s*"([^"]+)",\s*(\d+),\s*"([^"]+)"\s*\)/g;

const ANSWERED_BY = {
  'deletion-contract': 'every application',
  'deletion-web': 'every application',
  'deletion-commons': 'services',
  'domain-services': 'services',
  moderation: 'moderated contexts',
  tenant: 'tenant service',
  orchestrator: 'orchestrator',
};

export function problemPage(root) {
  const types = new Map();
  for (const [module, by] of Object.entries(ANSWERED_BY)) {
    for (const text of sources(path.join(root, module, 'src/main/java'))) {
      const found = [...text.matchAll(CONSTANT)];
      // A constant that this does not understand must not be missing from the page without a word.
      if (found.length < [...text.matchAll(/ProblemType [A-Z_]+\s*=\s*new ProblemType\(/g)].length) {
        throw new Error(`A problem type of ${module} is declared in another way than the others`);
      }
      for (const [, javadoc, slug, status, title] of found) {
        const known = types.get(slug) ?? { slug, status, title, by: new Set(), notes: new Set() };
        known.by.add(by);
        if (javadoc?.includes('Carries')) {
          known.notes.add(note(javadoc));
        }
        types.set(slug, known);
      }
    }
  }
  const rows = [...types.values()]
    .sort((a, b) => a.status - b.status || a.slug.localeCompare(b.slug))
    .map(({ slug, status, title, by, notes }) => `| \`${slug}\` | ${status} | ${[title, ...notes].join('. ').replaceAll('..', '.')} | ${[...by].join(', ')} |`);
  return { 'reference/problems.md': `${INTRODUCTION}\n| type | status | meaning | answered by |\n|---|---|---|---|\n${rows.join('\n')}\n` };
}

function sources(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.java'))
    .sort()
    .map((file) => readFileSync(path.join(folder, file), 'utf8'));
}

function note(javadoc) {
  return javadoc
    .replace(/^\s*\*/gm, '')
    .replace(/\{@(?:code|link|value) #?([^}]*)\}/g, '`$1`')
    .replace(/\s+/g, ' ')
    .trim();
}

const INTRODUCTION = `---
group: Rendered from the code
---
# Problem types

Every error is a problem detail ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)) with the media type
\`application/problem+json\`. Its \`type\` is stable: branch on it, and on nothing else. It is \`urn:tenant-deletion:problem:\`
followed by a name of this table.

\`\`\`json
{
  "type": "urn:tenant-deletion:problem:forbidden",
  "title": "The caller may not do this",
  "status": 403,
  "detail": "Only owners and admins of the tenant may do this.",
  "instance": "/api/v1/tenants/11111111-1111-4111-8111-111111111111"
}
\`\`\`

A status that has no type of its own is \`http-STATUS\`. Many types carry further members, such as \`findings\` or \`job_id\`: the
reference of the REST API names them.
`;
