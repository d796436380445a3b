const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(apps|libs|deploy|test)/', pathNot: allowed },
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
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^apps/([^/]+)/src/domain/', pathNot: '[.-]spec\\.ts$' },
      to: { pathNot: ['^apps/$1/src/domain/', '^libs/(contracts|lifecycle|calendar)/', '^(node:)?(crypto|util)$'] },
    },
    only('contracts-stand-alone', '^libs/contracts/', '^libs/contracts/', 'contracts import nothing of ours'),
    only('calendar-stands-alone', '^libs/calendar/', '^libs/calendar/'),
    only('lifecycle-is-pure', '^libs/lifecycle/', '^libs/(lifecycle|contracts|calendar)/'),
    only('vault-stands-alone', '^libs/vault/src/(?!.*spec\\.ts$)', '^libs/vault/'),
    only('bootstrap-stands-alone', '^libs/bootstrap/src/(?!.*spec\\.ts$)', '^libs/bootstrap/'),
    only('messaging-knows-contracts-and-vault', '^libs/messaging/src/(?!.*spec\\.ts$)', '^libs/(messaging|contracts|vault)/'),
    only('command-line-knows-contracts', '^apps/redress/(?!.*spec\\.ts$)', '^(apps/redress|libs/contracts)/'),
    only('local-deployment-knows-contracts', '^deploy/local/(?!.*spec\\.ts$)', '^(deploy/local|libs/contracts)/'),
    {
      name: 'test-kit-stays-in-tests',
      severity: 'error',
      from: { path: '^(apps|libs|deploy)/', pathNot: '([.-]spec\\.ts$|^libs/testing/)' },
      to: { path: '^libs/testing/' },
    },
    { name: 'no-undeclared', severity: 'error', from: {}, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] } },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
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
