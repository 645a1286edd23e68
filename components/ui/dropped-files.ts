/** A file that was dropped, by itself or inside a folder. */
export interface DroppedFile {
  file: File;
  isInFolder: boolean;
}

/**
 * What was dropped, folders seen through to their last file. Begins to read before it returns: the browser forgets what
 * was dropped once the event is over.
 */
export function droppedFiles({ items, files }: DataTransfer): Promise<DroppedFile[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry());
  if (!entries.some((entry) => entry?.isDirectory)) {
    return Promise.resolve([...files].map((file) => ({ file, isInFolder: false })));
  }
  return Promise.all(entries.map((entry) => (entry ? within(entry, false) : []))).then((lists) =>
    lists.flat(),
  );
}

async function within(entry: FileSystemEntry, isInFolder: boolean): Promise<DroppedFile[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ file, isInFolder }];
  }
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const found: DroppedFile[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return found;
    for (const inner of some) found.push(...(await within(inner, true)));
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
