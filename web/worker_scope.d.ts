// What a worker has and the DOM library of TypeScript, which fits the page, does not name.
interface FileSystemSyncAccessHandle {
  read(into: Uint8Array, options: { at: number }): number;
  write(from: Uint8Array, options: { at: number }): number;
  flush(): void;
  truncate(size: number): void;
  getSize(): number;
  close(): void;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}

interface Window {
  postMessage(message: unknown, transfer: Transferable[]): void;
}

declare function postMessage(message: unknown, transfer: Transferable[]): void;
