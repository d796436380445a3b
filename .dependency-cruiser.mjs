const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(apps|libs|deploy|test)/', pathNot: allowed },
});

/** Nothing but what is allowed, of ours or of others; what only their specs need aside. */
const pure = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '[.-]spec\\.ts$' },
  to: { pathNot: allowed },
});

/** Who may import whom. A spec in test/boundaries plants violations and sees each of them caught. */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: { pathNot: '\\.entity\\.ts$' }, to: { circular: true } },
    {
      name: 'services-talk-only-through-events',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    { name: 'libs-never-import-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^(apps|test)/' } },
    {
      name: 'libs-through-their-index',
      severity: 'error',
      from: { path: '^(apps|libs|deploy|test)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/(?!index\\.ts$)', pathNot: '^$1/$2/' },
    },
    pure('domain-is-pure', '^apps/([^/]+)/src/domain/', [
      '^apps/$1/src/domain/',
      '^libs/(contracts|lifecycle|calendar)/',
      '^(node:)?(crypto|util)$',
    ]),
    only('contracts-stand-alone', '^libs/contracts/', '^libs/contracts/', 'contracts import nothing of ours'),
    pure('calendar-is-pure', '^libs/calendar/', ['^libs/calendar/']),
    pure('lifecycle-is-pure', '^libs/lifecycle/', ['^libs/(lifecycle|contracts|calendar)/']),
    only('vault-stands-alone', '^libs/vault/src/(?!.*spec\\.ts$)', '^libs/vault/'),
    only('bootstrap-stands-alone', '^libs/bootstrap/src/(?!.*spec\\.ts$)', '^libs/bootstrap/'),
    only(
      'messaging-knows-contracts-and-bootstrap',
      '^libs/messaging/src/(?!.*spec\\.ts$)',
      '^libs/(messaging|contracts|bootstrap)/',
    ),
    only(
      'timeline-knows-what-happened-and-how-it-is-said',
      '^libs/timeline/src/(?!.*spec\\.ts$)',
      '^libs/(timeline|contracts|lifecycle|messaging|bootstrap)/',
    ),
    only(
      'command-line-knows-contracts-and-lifecycle',
      '^apps/redress/(?!.*spec\\.ts$|trial/)',
      '^(apps/redress|libs/(contracts|lifecycle))/',
    ),
    only('local-deployment-knows-contracts', '^deploy/local/(?!.*spec\\.ts$)', '^(deploy/local|libs/contracts)/'),
    {
      name: 'test-kit-stays-in-tests',
      severity: 'error',
      from: { path: '^(apps|libs|deploy)/', pathNot: '([.-]spec\\.ts$|/trial/|^libs/testing/)' },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'apps-know-libs-alone',
      severity: 'error',
      from: { path: '^apps/', pathNot: '[.-]spec\\.ts$' },
      to: { path: '^(deploy|test)/' },
    },
    {
      name: 'no-tools-at-run-time',
      comment: 'what is installed for development alone is missing where the services run',
      severity: 'error',
      from: { path: '^(apps|libs|deploy)/', pathNot: '([.-]spec\\.ts$|/trial/|^libs/testing/|^deploy/bundle\\.mjs$)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-undeclared', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    // What is built is not there on a fresh clone.
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '/dist/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
