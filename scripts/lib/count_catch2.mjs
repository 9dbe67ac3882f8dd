// Prints "PASSED FAILED" for a JUnit file that ctest wrote about Catch2 programs: ctest counts a
// program as one test, this counts the cases in it. A program that died counts as one failure more.
import {existsSync, readFileSync} from 'node:fs';

const [, , path] = process.argv;
const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
let passed = 0;
let failed = 0;

for (const [, attributes, body] of text.matchAll(/<testcase ([^>]*)>([\s\S]*?)<\/testcase>/g)) {
  const program_passed = /status="run"/.test(attributes);
  const all_passed = body.match(/All tests passed \(\d+ assertions? in (\d+) test cases?\)/);
  const summary = body.match(/^test cases: .*$/m)?.[0] ?? '';
  const counted = (word) => Number(summary.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  const cases_failed = counted('failed');
  passed += all_passed ? Number(all_passed[1]) : counted('passed');
  if (program_passed && !all_passed && !summary) passed += 1;  // Not a Catch2 program.
  failed += cases_failed;
  if (!program_passed && cases_failed === 0) failed += 1;
}
if (passed + failed === 0) failed = 1;  // Nothing ran: that is no success.
console.log(passed, failed);
