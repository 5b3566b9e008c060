// How JSON schemas are told in a table.

/** In words: a link where the schema has a name. */
export function typeOf(schema) {
  if (!schema) {
    return '';
  }
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    return `[${name}](#${name.toLowerCase()})`;
  }
  const one = [schema.allOf, schema.anyOf, schema.oneOf].find(Boolean);
  if (one) {
    return one.map(typeOf).filter((type) => type !== 'null').join(' or ');
  }
  if (schema.enum) {
    return schema.enum.map((value) => `\`${value}\``).join(', ');
  }
  const type = [schema.type].flat().filter((each) => each !== 'null').join(' or ');
  if (type === 'array') {
    return `array of ${typeOf(schema.items)}`;
  }
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object') {
    return `object of ${typeOf(schema.additionalProperties)}`;
  }
  return [type, schema.format].filter(Boolean).join(', ');
}

/** Text that stays within the cell of a table. */
export function cell(text) {
  return String(text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
}
