// The REST API, from the OpenAPI documents that the applications' builds leave in target/openapi.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { cell, typeOf } from './schema.mjs';

const APPLICATIONS = { orchestrator: 'Orchestrator', tenant: 'Tenant service', 'domain-services': 'Services' };

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export function apiPages(root) {
  const pages = {};
  for (const [application, title] of Object.entries(APPLICATIONS)) {
    const file = path.join(root, application, 'target/openapi/openapi.yaml');
    if (!existsSync(file)) {
      throw new Error(`${file} is missing: build the applications first, ./mvnw package -DskipTests`);
    }
    pages[`reference/api-${application}.md`] = page(title, parse(readFileSync(file, 'utf8')));
  }
  return pages;
}

// A job looks the same whichever call answers with it: the first shows it.
const shown = new Set();

function page(title, document) {
  shown.clear();
  const operations = Object.entries(document.paths).flatMap(([address, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ address, method, ...item[method], parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])] })),
  );
  const tags = [...new Set(operations.map(tagOf))].sort();
  const lines = ['---', 'group: Rendered from the code', 'outline: [2, 3]', '---', `# REST API: ${title}`, '', document.info.description ?? '', ''];
  for (const tag of tags) {
    lines.push(`## ${tag}`, '');
    operations.filter((operation) => tagOf(operation) === tag).forEach((operation) => lines.push(...told(operation, document)));
  }
  lines.push('## Bodies', '', ...Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) => body(name, schema)));
  return `${lines.join('\n')}\n`;
}

function told(operation, document) {
  const { address, method, summary, description, parameters, requestBody, responses } = operation;
  const lines = [`### ${cell(summary ?? `${method.toUpperCase()} ${address}`)}`, '', '```http', `${method.toUpperCase()} ${address}`, '```', ''];
  if (description) {
    lines.push(prose(description), '');
  }
  const known = parameters.map((parameter) => resolved(parameter, document));
  if (known.length) {
    lines.push('| parameter | in | type | |', '|---|---|---|---|');
    known.forEach((one) => lines.push(`| \`${one.name}\`${one.required ? '' : ' (optional)'} | ${one.in} | ${cell(typeOf(one.schema))} | ${cell(one.description)} |`));
    lines.push('');
  }
  lines.push(...examples('Request', resolved(requestBody, document)?.content));
  lines.push('| status | means | body |', '|---|---|---|');
  const answers = Object.entries(responses ?? {}).map(([status, response]) => [status, resolved(response, document)]);
  answers.forEach(([status, response]) => lines.push(`| ${status} | ${cell(response.description)} | ${bodies(response.content)} |`));
  lines.push('');
  answers.filter(([status]) => status < 300).forEach(([status, response]) => lines.push(...examples(`Answer ${status}`, response.content)));
  return lines;
}

function bodies(content) {
  return Object.entries(content ?? {})
    .map(([type, media]) => (type === 'application/json' ? cell(typeOf(media.schema)) : `\`${type}\``))
    .filter(Boolean)
    .join('; ');
}

function examples(title, content) {
  return Object.entries(content ?? {}).flatMap(([type, media]) => {
    const example = media.example ?? Object.values(media.examples ?? {})[0]?.value;
    if (example === undefined) {
      return [];
    }
    const text = typeof example === 'string' ? example.trimEnd() : JSON.stringify(example, null, 2);
    if (shown.has(text)) {
      return [];
    }
    shown.add(text);
    return [`::: details ${title}${type === 'application/json' ? '' : `, ${type}`}`, type.includes('json') ? '```json' : '```text', text, '```', ':::', ''];
  });
}

function body(name, schema) {
  const properties = Object.entries(schema.properties ?? {});
  const lines = [`### ${name}`, ''];
  if (schema.description) {
    lines.push(prose(schema.description), '');
  }
  if (!properties.length) {
    return [...lines, typeOf(schema) || 'Any JSON.', ''];
  }
  const rows = properties.map(([member, of]) => `| \`${member}\` | ${cell(typeOf(of))} | ${cell(of.description)} |`);
  return [...lines, '| member | type | |', '|---|---|---|', ...rows, ''];
}

function prose(text) {
  return text.trim().replace(/^#/gm, '\\#');
}

function resolved(item, document) {
  return item?.$ref ? item.$ref.slice(2).split('/').reduce((at, key) => at[key], document) : item;
}

/** What the framework calls a group whose resource has no name of its own ends with its class's. */
function tagOf(operation) {
  return (operation.tags?.[0] ?? 'More').replace(/ Resource$/, '');
}
