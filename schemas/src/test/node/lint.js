// Judges an OpenAPI document with Redocly's recommended rules. Argument: the file. Prints {severity, rule, message, pointer} for each
// problem.
const { spawnSync } = require('node:child_process');

const [, , document] = process.argv;
const run = spawnSync(process.execPath, [require.resolve('@redocly/cli/bin/cli.js'), 'lint', document, '--format=json'], {
  encoding: 'utf8',
  // No statistics and no look for releases: both would ask public servers.
  env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
});
const start = run.stdout.indexOf('{');
if (start < 0) {
  throw new Error(run.stderr);
}
for (const { severity, ruleId, message, location } of JSON.parse(run.stdout.slice(start)).problems) {
  console.log(JSON.stringify({ severity, rule: ruleId, message, pointer: location[0]?.pointer }));
}
