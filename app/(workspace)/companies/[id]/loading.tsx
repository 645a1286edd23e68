import { RecordSkeleton } from "#components/layout/record-skeleton.tsx";

export default function Loading() {
  return <RecordSkeleton title="Company" />;
}
