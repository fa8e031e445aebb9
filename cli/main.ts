import { outputOf } from './output.ts';
import { report } from './errors.ts';
import { programOf } from './program.ts';

// Whoever closes the pipe early (`| head`) has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// What is typed on a Mac may come decomposed; ids, names and reasons are compared and stored composed.
const words = process.argv.slice(2).map((word) => word.normalize('NFC'));
const output = outputOf(words.includes('--json'));
try {
  await programOf(output).parseAsync(words, { from: 'user' });
} catch (error) {
  // Never process.exit: a document that a pipe has not taken yet would be cut.
  process.exitCode = report(error, output);
}
