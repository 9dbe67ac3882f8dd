// @journeyapps/wa-sqlite: its write-ahead OPFS file system with full durability, no encryption.
// @ts-check
import { loadBuild, openDatabase } from './wa_sqlite_api.js';

export const load = () => loadBuild('wa-sqlite', 'OPFSWriteAheadVFS');
export const open = () => openDatabase();
export const pragmas = ['synchronous=FULL'];
