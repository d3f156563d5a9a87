/** As much of WebAssembly as we use: TypeScript describes it only together with the whole browser. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array);
    readonly [Symbol.toStringTag]: "WebAssembly.Module";
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    /** In pages of 64 KiB; `buffer` is another one then. */
    grow(pages: number): number;
  }
  class Instance {
    constructor(module: Module);
    readonly exports: Readonly<Record<string, unknown>>;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(
    module: Module,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ): Promise<Instance>;
}
