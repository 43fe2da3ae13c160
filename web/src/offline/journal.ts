import type { AnsweredAction, FieldDatabase } from './database.ts';

/** How many answers are kept to be looked at; what was refused stays apart until the crew has read it. */
const KEPT = 200;

/** Write down what the server answered; the oldest go once there are too many. */
export async function noteAnswered(database: FieldDatabase, told: readonly AnsweredAction[]): Promise<void> {
  const { store, done } = database.transaction('answered', 'readwrite');
  await Promise.all(told.map((each) => store.add(each)));
  const tooMany = (await store.count()) - KEPT;
  if (tooMany > 0) {
    const oldest = await store.getAllKeys(null, tooMany);
    await Promise.all(oldest.map((key) => store.delete(key)));
  }
  await done;
}

/** What was answered, the newest first. */
export async function listAnswered(database: FieldDatabase): Promise<readonly AnsweredAction[]> {
  return (await database.getAll('answered')).reverse();
}
