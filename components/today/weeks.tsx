import { dayWords } from "#lib/format/time.ts";
import type { Today } from "#lib/schemas/insights.ts";
import { Chart } from "#components/ui/chart.tsx";
import { SectionCard } from "#components/ui/section-card.tsx";

const series = [
  { key: "inbound", label: "Received" },
  { key: "outbound", label: "Sent" },
  { key: "meetings", label: "Meetings" },
];

/** Mails and meetings of the last half year, a bar each week. */
export function Weeks({ weeks }: Pick<Today, "weeks">) {
  const isEmpty = weeks.every(({ inbound, outbound, meetings }) => inbound + outbound + meetings === 0);
  return (
    <SectionCard title="Interactions by week">
      {isEmpty ? (
        <p className="px-4 py-3 text-text-muted">No mails or meetings in the last 26 weeks.</p>
      ) : (
        <div className="p-4">
          <Chart
            title="Interactions by week"
            unit="Mails and meetings"
            axis="Week of"
            points={weeks.map(({ weekStart, ...values }) => ({
              label: dayWords(weekStart),
              values,
            }))}
            series={series}
          />
        </div>
      )}
    </SectionCard>
  );
}
