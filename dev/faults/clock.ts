/** Puts this process's clock `ms` ahead of the machine's, as a wrong time service would; a negative number puts it back. */
export function jumpClock(ms: number): void {
  if (ms === 0) return;
  const Real = Date;
  globalThis.Date = new Proxy(Real, {
    construct: (target, given: unknown[]) =>
      Reflect.construct(target, given.length === 0 ? [Real.now() + ms] : given) as Date,
    get: (target, name) => (name === 'now' ? () => Real.now() + ms : (Reflect.get(target, name) as unknown)),
  });
}
