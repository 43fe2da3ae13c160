import type { Upload } from 'tus-js-client';
import { networkProblem, problemFrom, signedFetch, type Session } from '../../api/index.ts';
import type { FieldDatabase } from '../../offline/index.ts';

/** From this size on a photo goes in parts, so that a weak network loses no more than one of them. */
const IN_PARTS_FROM_BYTES = 192 * 1024;
const PART_BYTES = 96 * 1024;
const UPLOADS_URL = '/mobile/v1/uploads';
/** What says that the bytes themselves are not wanted; everything else is worth another try. */
const REFUSED: readonly number[] = [400, 403, 413, 415, 422, 460];

/** Send a photo to where evidence is kept: true when it is there, false when it will never be taken. */
export async function sendPhoto(
  session: Session,
  database: FieldDatabase,
  sha256: string,
  photo: Blob,
): Promise<boolean> {
  return photo.size < IN_PARTS_FROM_BYTES
    ? sendWhole(session, sha256, photo)
    : sendInParts(session, database, sha256, photo);
}

async function sendWhole(session: Session, sha256: string, photo: Blob): Promise<boolean> {
  const headers = { 'Content-Type': photo.type };
  const request = new Request(`/mobile/v1/evidence/${sha256}`, { method: 'PUT', body: photo, headers });
  const { ok, status } = await signedFetch(session, request);
  if (!ok && status !== 422) throw problemFrom(new Response(null, { status }), undefined);
  return ok;
}

/** By tus 1.0: what the server has already is not sent again, not even after the page was closed. */
async function sendInParts(
  session: Session,
  database: FieldDatabase,
  sha256: string,
  photo: Blob,
): Promise<boolean> {
  const { Upload } = await import('tus-js-client');
  if (session.token === null && !(await session.refresh())) throw networkProblem();
  return new Promise((resolve, reject) => {
    const upload = new Upload(photo, {
      endpoint: UPLOADS_URL,
      chunkSize: PART_BYTES,
      retryDelays: [500, 2_000],
      metadata: { sha256, filetype: photo.type },
      fingerprint: () => Promise.resolve(sha256),
      urlStorage: placesIn(database),
      removeFingerprintOnSuccess: true,
      onBeforeRequest: (request) => request.setHeader('Authorization', `Bearer ${session.token ?? ''}`),
      onSuccess: () => resolve(true),
      onError: (error) => {
        const status = 'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
        if (REFUSED.includes(status)) return resolve(false);
        if (status === 401) void session.refresh().catch(() => false);
        reject(status === 0 ? networkProblem() : problemFrom(new Response(null, { status }), undefined));
      },
    });
    void begin(upload).catch(reject);
  });
}

async function begin(upload: Upload): Promise<void> {
  const [before] = await upload.findPreviousUploads();
  if (before !== undefined) upload.resumeFromPreviousUpload(before);
  upload.start();
}

type Places = NonNullable<Upload['options']['urlStorage']>;
type Place = Awaited<ReturnType<Places['findAllUploads']>>[number];

/** Where uploads that were begun go on, kept beside the photos: signing out wipes both. */
function placesIn(database: FieldDatabase): Places {
  const keyOf = (fingerprint: string): string => `upload.${fingerprint}`;
  const find = async (fingerprint: string): Promise<Place[]> => {
    const held = (await database.get('facts', keyOf(fingerprint))) as Place | undefined;
    return held === undefined ? [] : [held];
  };
  return {
    findAllUploads: () => Promise.resolve([]),
    findUploadsByFingerprint: find,
    addUpload: async (fingerprint, upload) => {
      const urlStorageKey = keyOf(fingerprint);
      await database.put('facts', { ...upload, urlStorageKey }, urlStorageKey);
      return urlStorageKey;
    },
    removeUpload: (key) => database.delete('facts', key),
  };
}
