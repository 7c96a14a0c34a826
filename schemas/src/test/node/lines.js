// JSON, one value a line. Bytes, which JSON lacks, are {"$bytes": base64}.
const readline = require('node:readline');

const lines = (input) => readline.createInterface({ input, crlfDelay: Infinity });

const fromJson = (line) =>
  JSON.parse(line, (key, value) => (value?.$bytes === undefined ? value : Buffer.from(value.$bytes, 'base64')));

// A Buffer has been through its own toJSON when the replacer sees it.
const toJson = (value) =>
  JSON.stringify(value, (key, item) =>
    item?.type === 'Buffer' && Array.isArray(item.data) ? { $bytes: Buffer.from(item.data).toString('base64') } : item,
  );

module.exports = { lines, fromJson, toJson };
