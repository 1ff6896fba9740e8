import { readFileSync } from 'node:fs';

const built = 'target/classes/META-INF/resources/';
const page = readFileSync(`${built}index.html`, 'utf8');

// What a browser fetches before it shows anything: the entry and what it imports, as the page names them.
const first = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map((match) => built + match[1]);

export default [{ name: 'first load, JavaScript', path: first, limit: '250 kB', gzip: true }];
