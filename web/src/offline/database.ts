import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { ActionAnswer } from './answers.ts';
import type { KeptFix } from './fixes.ts';

/** One thing the worker did, kept until the server has answered it. */
export interface FieldAction {
  /** UUIDv7 made on the phone; the server answers a repeated one as `duplicate`. */
  readonly action_id: string;
  /** Order on this phone, from 1. */
  readonly client_seq: number;
  readonly kind: string;
  /** The assignment, checklist or push that it is about. */
  readonly entity: string;
  readonly base_version?: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** The phone's clock, brought into step with the server's; ISO 8601. */
  readonly device_time: string;
  /** Milliseconds since the page started; shows how far apart two actions were when the clock was wrong. */
  readonly monotonic_ms: number;
  /** Which page counted them: another one begins anew. Stays on the phone. */
  readonly page?: number;
}

/** A photo that was taken. Once the server has it, it stays to be looked at until the room is needed. */
export interface KeptPhoto {
  /** SHA-256 of the bytes, hexadecimal: the answer names it. */
  readonly sha256: string;
  readonly photo: Blob;
  /** When it was taken and when it was sent, ISO 8601; older versions of these pages wrote neither. */
  readonly taken_at?: string;
  readonly sent_at?: string;
}

/** What became of one thing that was done, in words that are still true when its job has gone. */
export interface AnsweredAction {
  readonly action: FieldAction;
  readonly answer: ActionAnswer;
  /** When the answer came, ISO 8601. */
  readonly at: string;
  /** The step and the job's place, in the language of that moment. */
  readonly step: string;
  readonly place: string;
}

export interface FieldSchema extends DBSchema {
  actions: { key: number; value: FieldAction };
  /** What must not wait behind anything else; numbered by itself, under a client name of its own. */
  urgent: { key: number; value: FieldAction };
  answered: { key: number; value: AnsweredAction };
  /** Small named values: the sync cursor, the client's id, the last pull's answer. */
  facts: { key: string; value: unknown };
  photos: { key: string; value: KeptPhoto };
  /** Where the phone was while on duty, until it is sent. */
  fixes: { key: number; value: KeptFix };
}

export type FieldDatabase = IDBPDatabase<FieldSchema>;

/** Open the phone's own store, making it the first time. */
export async function openFieldDatabase(name = 'cordon-field'): Promise<FieldDatabase> {
  return openDB<FieldSchema>(name, 4, {
    upgrade(database, before) {
      if (before < 1) {
        database.createObjectStore('actions', { keyPath: 'client_seq', autoIncrement: true });
        database.createObjectStore('facts');
      }
      if (before < 2) database.createObjectStore('photos', { keyPath: 'sha256' });
      if (before < 3) {
        database.createObjectStore('urgent', { keyPath: 'client_seq', autoIncrement: true });
        database.createObjectStore('answered', { autoIncrement: true });
      }
      database.createObjectStore('fixes', { keyPath: 'at' });
    },
  });
}

/** Forget everything that this store held, the store itself included. */
export async function forgetFieldDatabase(database: FieldDatabase): Promise<void> {
  const { name } = database;
  database.close();
  await deleteDB(name);
}
