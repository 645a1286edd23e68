"use client";

import { useCallback, useEffect, useRef, useState } from "react";

import type { Failure } from "#lib/result.ts";

import { createReader, type Reader } from "./reader.ts";
import { isStreamOpen, listenLive } from "./stream.ts";

const pollEveryMs = 2_000;
/** That no worker comes is announced by nobody: while the stream is open, every third time it is asked all the same. */
const pollsSpared = 3;
/** Enough of the past to tell how fast it moves. */
const readingsKept = 12;

export interface Reading<T> {
  value: T;
  /** When it was read, and when it was asked for, by this browser's clock. */
  atMs: number;
  begunAtMs: number;
}

interface LiveOptions<T> {
  /** Below /api/v1. It stays the same for the life of the component: give the component a key. */
  path: string;
  initial: T | null;
  /** Ids whose changes concern what is read. */
  about: (value: T | null) => readonly (string | null)[];
  /** Whether it may still change: nothing is listened to, or asked for, once it cannot. */
  isMoving: (value: T) => boolean;
}

interface Live<T> {
  value: T | null;
  readings: readonly Reading<T>[];
  /** Of the last reading; the value before it stays. */
  error: Failure | null;
  reload: () => void;
}

/** What stands at a path: read again when the stream says that it changed, or every two seconds while there is none. */
export function useLive<T>({ path, initial, about, isMoving }: LiveOptions<T>): Live<T> {
  const [readings, setReadings] = useState<readonly Reading<T>[]>([]);
  const [error, setError] = useState<Failure | null>(null);
  const reader = useRef<Reader | null>(null);
  const wanted = useRef<readonly (string | null)[]>([]);
  const value = readings.at(-1)?.value ?? initial;
  const moving = value === null ? error === null : isMoving(value);
  const hasInitial = initial !== null;

  useEffect(() => {
    wanted.current = about(value);
  });

  useEffect(() => {
    const made = createReader<T>(path, (result, begunAtMs) => {
      setError(result.ok ? null : result.error);
      if (!result.ok) return;
      const reading = { value: result.data, atMs: Date.now(), begunAtMs };
      setReadings((before) => [...before.slice(1 - readingsKept), reading]);
    });
    reader.current = made;
    if (!hasInitial) made.now();
    return () => made.stop();
  }, [path, hasInitial]);

  useEffect(() => {
    if (!moving) return;
    const soon = () => reader.current?.soon();
    const stop = listenLive({
      onOpen: soon,
      onMissed: soon,
      onEvent: ({ id }) => wanted.current.includes(id) && soon(),
    });
    let ticks = 0;
    const poll = setInterval(() => {
      ticks++;
      if (!isStreamOpen() || ticks % pollsSpared === 0) soon();
    }, pollEveryMs);
    return () => {
      clearInterval(poll);
      stop();
      reader.current?.rest();
    };
  }, [path, moving]);

  return { value, readings, error, reload: useCallback(() => reader.current?.now(), []) };
}
