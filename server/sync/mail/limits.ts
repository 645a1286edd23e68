/** Bounds of what leaves this folder: characters for text, otherwise counts or bytes as named. */
export const limits = {
  messageIdChars: 998,
  subjectChars: 998,
  nameChars: 200,
  addressChars: 254,
  snippetChars: 200,
  bodyChars: 200_000,
  htmlChars: 1_000_000,
  headerValueChars: 998,
  fileNameChars: 255,
  references: 100,
  addressesPerHeader: 2_000,
  attachments: 500,
  labels: 50,
  /** More header fields than this are a warning; those that matter are read all the same. */
  headerFields: 2_000,
  headerBytes: 1_000_000,
  /** Of one part inside a message; longer ones make postal-mime's unfolding costly. */
  partHeaderBytes: 16_384,
  mimeDepth: 50,
  /** Worth a word before it is imported. */
  largeBytes: 20_000_000,
  leftOutNamed: 200,
  knownNamed: 500,
  sampleSubjects: 10,
} as const;
