interface TextFile {
  fileName: string;
  mediaType: string;
  text: string;
}

/** Hands a text to the browser as a download. */
export function saveFile({ fileName, mediaType, text }: TextFile): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has begun with the click; the browser keeps what it still reads.
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
