/** Puts this process's clock `ms` ahead of the machine's, as a wrong time service would; a negative number puts it back. */
export function jumpClock(ms: number): void {
  if (ms === 0) return;
  const real = Date.now.bind(Date);
  Date.now = () => real() + ms;
}
