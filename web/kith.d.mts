// The module that Emscripten makes of wasm/, as worker.js sees it.
export interface Kith {
  kithHost: {
    begin(): void;
    take(message: { type: number; bytes: ArrayBuffer; object?: object }): void;
  };
}

export default function createKith(options: object): Promise<Kith>;
