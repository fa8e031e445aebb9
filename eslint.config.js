import { builtinModules } from 'node:module';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TESTS = ['**/*.test.ts', 'test/**'];

/** Both spellings, and the subpaths ('fs/promises') that `builtinModules` lists by themselves. */
const builtins = builtinModules.flatMap((name) => (name.startsWith('node:') ? [name] : [name, `node:${name}`]));

const noClockBut = 'Business time is an argument: take the instant from the caller (docs/architecture.md, Clocks).';

const nodeGlobals = Object.fromEntries(
  ['process', 'console', 'Buffer', 'URL', 'setTimeout', 'clearTimeout', 'module', 'require', '__dirname'].map(
    (name) => [name, 'readonly'],
  ),
);

export default defineConfig([
  globalIgnores(['node_modules/', '.dondoc/', 'out/', 'coverage/', 'db/migrations/', 'workflows/histories/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A forgotten await on an activity or a timer is the one mistake that Temporal can't forgive.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Together these keep `import type` visible at the head of the line, where the walls read it: under
      // verbatimModuleSyntax `import { type X }` still loads the module.
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // Off: an activity or a Fastify handler is async by contract, whether or not its body waits.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
    },
  },
  {
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60 }],
    },
  },
  {
    files: ['domain/**/*.ts', 'db/**/*.ts', 'activities/**/*.ts'],
    ignores: TESTS,
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    files: ['domain/**/*.ts', 'workflows/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-imports': ['error', ...builtins] },
  },
  {
    files: ['domain/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: noClockBut },
        {
          object: 'Math',
          property: 'random',
          message: 'A rule that rolls dice can be neither previewed nor replayed.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: noClockBut },
        { selector: 'CallExpression[callee.name="Date"]', message: noClockBut },
        { selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]', message: noClockBut },
      ],
      'no-restricted-globals': ['error', 'process', 'performance', 'crypto', 'fetch', 'setTimeout', 'setInterval'],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    ignores: TESTS,
    rules: {
      // By property name, not by call: `const info = workflowInfo(); info.startTime` must not slip through.
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(startTime|runStartTime)$/]',
          message: 'The server’s start time knows no clockShift: business now comes from the one clock function.',
        },
        {
          selector: 'ObjectPattern > Property[key.name=/^(startTime|runStartTime)$/]',
          message: 'The server’s start time knows no clockShift: business now comes from the one clock function.',
        },
        {
          selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]',
          message: 'Temporal.Now knows no clockShift: business now comes from the one clock function.',
        },
      ],
    },
  },
  {
    files: TESTS,
    // A describe block is one long function by nature; a test file may be longer than what it tests.
    rules: {
      'max-lines': ['error', { max: 500 }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  { files: ['**/*.config.{js,ts}', '**/*.cjs'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['**/*.js', '**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: nodeGlobals },
  },
  // Scripts of the pages run in a browser, whose hundreds of globals are not worth a list here.
  { files: ['{api,web,dev}/**/*.js'], rules: { 'no-undef': 'off' } },
]);
