#!/usr/bin/env node
// The bin: everything behind it is TypeScript, read by tsx as it stands.
import { register } from 'tsx/esm/api';

register();
await import('./main.ts');
