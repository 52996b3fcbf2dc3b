// Makes the side-by-side page of two reports on the same corpus: by rule, and which of them mean the same.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const [work, version] = process.argv.slice(2);
const SAME = { H11: ['service-image-require-explicit-tag'], H12: ['no-unbound-port-interfaces'] };
const STYLE = /order|quotes|project-name|version-field/;

const theirs = JSON.parse(readFileSync(join(work, 'dclint.json')))
  .flatMap(file => file.messages.map(message => ({ sample: basename(dirname(file.filePath)), ...message })));
const ours = readdirSync(work).filter(name => name !== 'dclint.json').flatMap(name => {
  const text = readFileSync(join(work, name), 'utf8');
  // A file that we refuse has no report.
  return text ? JSON.parse(text).findings.map(finding => ({ sample: basename(name, '.json'), ...finding })) : [];
});
const samples = new Set([...theirs.map(one => one.sample), ...readdirSync(work).filter(name => name !== 'dclint.json').map(name => basename(name, '.json'))]);
const by = (list, key) => Map.groupBy ? Map.groupBy(list, key) : list.reduce((map, one) => map.set(key(one), [...(map.get(key(one)) ?? []), one]), new Map());
const services = list => new Set(list.map(one => `${one.sample}/${one.service ?? one.data?.serviceName ?? ''}`));
const order = ([a], [b]) => a.localeCompare(b, 'en', { numeric: true });

const line = cells => console.log(`| ${cells.join(' | ')} |`);
console.log(`## Beside DCLint ${version}\n`);
console.log(`On the ${samples.size} files of the corpus (\`tests/Self/Checks/Samples\`), ${new Date().toISOString().slice(0, 10)}, made by \`scripts/bench dclint\`.`);
console.log('DCLint reads each file as it is written: it sees neither what anchors and `extends` resolve to, nor variables, and looks mostly at style.\n');
console.log('What `scripts/check` finds:\n');
line(['rule', 'findings', 'notes', 'services', 'of these by DCLint too', 'by which rule']);
line(['---', '---', '---', '---', '---', '---']);
for (const [rule, found] of [...by(ours, one => one.rule)].sort(order)) {
  const mine = services(found);
  const same = theirs.filter(one => SAME[rule]?.includes(one.rule));
  const both = [...services(same)].filter(service => mine.has(service)).length;
  line([rule, found.filter(one => one.severity === 'finding').length, found.filter(one => one.severity === 'note').length, mine.size, both, SAME[rule]?.join(', ') ?? 'none']);
}

console.log('\nWhat DCLint finds:\n');
line(['rule', 'messages', 'kind', 'here']);
line(['---', '---', '---', '---']);
for (const [rule, found] of [...by(theirs, one => one.rule)].sort(order)) {
  const own = Object.entries(SAME).find(([, rules]) => rules.includes(rule))?.[0];
  const mine = services(ours.filter(one => one.rule === own));
  const only = [...services(found)].filter(service => !mine.has(service));
  line([rule, found.length, STYLE.test(rule) ? 'style' : 'content', own ? `${own}${only.length ? `; not for ${only.join(', ')}` : ''}` : 'not judged']);
}
