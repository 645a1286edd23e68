import { Bar, BarChart, CartesianGrid, Label, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";

import { formatCompact, formatNumber } from "#lib/format/number.ts";

import { chartColor, type ChartProps } from "./chart-props.ts";

const text = { fill: "var(--color-text-muted)", fontSize: 12 };

/** Drawn by recharts, which is fetched only where a chart is shown. */
export default function ChartBars({ unit, axis, points, series }: ChartProps) {
  const rows = points.map(({ label, values }) => ({ label, ...values }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={rows} margin={{ top: 8, right: 0, bottom: 16, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--color-border)" />
        <XAxis dataKey="label" tick={text} tickLine={false} axisLine={false} minTickGap={24}>
          <Label value={axis} position="insideBottom" offset={-12} style={text} />
        </XAxis>
        <YAxis
          tick={text}
          tickLine={false}
          axisLine={false}
          width={64}
          allowDecimals={false}
          tickFormatter={formatCompact}
        >
          <Label value={unit} angle={-90} position="insideLeft" style={{ ...text, textAnchor: "middle" }} />
        </YAxis>
        <Tooltip
          formatter={(value) => (typeof value === "number" ? formatNumber(value) : value)}
          cursor={{ fill: "var(--color-sunken)" }}
          isAnimationActive={false}
          contentStyle={{
            background: "var(--color-raised)",
            border: "1px solid var(--color-border)",
            borderRadius: 6,
            padding: "6px 10px",
          }}
          itemStyle={{ color: "var(--color-text)", padding: 0 }}
        />
        {series.map(({ key, label }, index) => (
          <Bar
            key={key}
            dataKey={key}
            name={label}
            stackId="all"
            fill={chartColor(index)}
            isAnimationActive={false}
            maxBarSize={28}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
