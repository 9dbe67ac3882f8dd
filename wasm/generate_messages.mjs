// Writes the page's constants from the headers that define them:
//   node wasm/generate_messages.mjs OUT.js HEADER…
// Understands what those headers use: `enum [class] Name : type { name = number, … }` whose values
// are left out (one more than the last), numbers, or shifts, and `constexpr type name = number;`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** @param {string} text */
function number(text) {
  const shift = /^(\d+)\s*<<\s*(\d+)$/.exec(text);
  const value = shift ? Number(shift[1]) * 2 ** Number(shift[2]) : Number(text);
  if (!Number.isInteger(value)) throw new Error(`not a number the page can have: ${text}`);
  return value;
}

/** @param {string} body */
function enumerators(body) {
  let next = 0;
  return body.split(',').map((part) => part.trim()).filter(Boolean).map((part) => {
    const [name, value] = part.split('=').map((side) => side.trim());
    const own = value === undefined ? next : number(value);
    next = own + 1;
    return `  ${name}: ${own},\n`;
  }).join('');
}

/** @param {string[]} headers */
export function messagesScript(headers) {
  let script = '// Made by wasm/generate_messages.mjs from the C++ headers. Do not edit.\n';
  for (const header of headers) {
    const text = readFileSync(header, 'utf8').replaceAll(/\/\/.*$/gm, '');
    for (const [, name, value] of text.matchAll(/constexpr\s+[\w:]+\s+(\w+)\s*=\s*(\d+)\s*;/g)) {
      script += `\nexport const ${name} = ${value};\n`;
    }
    const enums = /enum\s+(?:class\s+)?(\w+)\s*:\s*[\w:]+\s*{([^}]*)}/g;
    for (const [, name, body] of text.matchAll(enums)) {
      script += `\nexport const ${name} = /** @type {const} */ ({\n${enumerators(body)}});\n`;
    }
  }
  return script;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [out, ...headers] = process.argv.slice(2);
  writeFileSync(out, messagesScript(headers));
}
