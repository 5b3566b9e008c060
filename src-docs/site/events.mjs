// The events, from the AsyncAPI document that the orchestrator serves.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { cell, typeOf } from './schema.mjs';

export function eventPage(root) {
  const document = parse(readFileSync(path.join(root, 'orchestrator/src/main/resources/META-INF/resources/api/v1/asyncapi.yaml'), 'utf8'));
  const { messages, schemas } = document.components;
  const named = (reference) => reference.split('/').at(-1);
  const sections = Object.keys(document.channels.events.messages).map((key) => {
    const message = messages[key];
    const { properties, required } = schemas[named(message.payload.$ref)].properties.data;
    return [`## ${message.name}`, '', message.summary, '', '| member of `data` | type | |', '|---|---|---|', ...members(properties, required), ''].join('\n');
  });
  return {
    'reference/event-types.md': `---
group: Rendered from the code
---
# Event types

${document.info.description} The whole document is served at \`/api/v1/asyncapi.yaml\`; [events on RabbitMQ](events.md) says how they get
there and what a receiver can count on.

Every event is ${schemas.CloudEvent.description[0].toLowerCase()}${schemas.CloudEvent.description.slice(1)}

${sections.join('\n')}`,
  };
}

function members(properties, required) {
  return Object.entries(properties).map(
    ([name, schema]) => `| \`${name}\` | ${cell(typeOf(schema))} | ${cell([schema.description, required.includes(name) ? '' : '*may be absent*'].filter(Boolean).join('; '))} |`,
  );
}
