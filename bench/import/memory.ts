import { existsSync, readFileSync } from "node:fs";

const everyMs = 200;

export interface MemorySamples {
  /** Resident memory in MB, oldest first. */
  residentMb: number[];
  /** The highest the process ever had, as the kernel remembers it. */
  peakMb: number;
}

export interface MemoryWatch {
  stop(): MemorySamples;
}

/** Samples a process's memory; null where the system tells of none. */
export function watchMemory(pid: number): MemoryWatch | null {
  const path = `/proc/${String(pid)}/status`;
  if (!existsSync(path)) return null;
  const residentMb: number[] = [];
  let peakMb = 0;
  const sample = () => {
    const status = readFileSync(path, "utf8");
    residentMb.push(megabytes(status, "VmRSS"));
    peakMb = Math.max(peakMb, megabytes(status, "VmHWM"));
  };
  sample();
  const timer = setInterval(sample, everyMs);
  return {
    stop() {
      clearInterval(timer);
      sample();
      return { residentMb, peakMb };
    },
  };
}

const megabytes = (status: string, field: string): number => {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1];
  return Number(kilobytes ?? Number.NaN) / 1024;
};
