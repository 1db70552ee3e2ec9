/** What a worker has done since it started, and its time for a call. */
export class Metrics {
  readonly #counts = { done: 0, known: 0, retried: 0, dead: 0, stalled: 0 };
  readonly #findings = new Map<string, number>();
  readonly #buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10].map((le) => ({ le, count: 0 }));
  #seconds = 0;
  #timed = 0;
  active = 0;

  count(what: "done" | "known" | "retried" | "dead" | "stalled"): void {
    this.#counts[what]++;
  }

  found(severity: string): void {
    this.#findings.set(severity, (this.#findings.get(severity) ?? 0) + 1);
  }

  took(seconds: number): void {
    this.#seconds += seconds;
    this.#timed++;
    for (const bucket of this.#buckets) if (seconds <= bucket.le) bucket.count++;
  }

  /** Prometheus text format 0.0.4. */
  text(): string {
    const lines: string[] = [];
    const family = (name: string, type: string, help: string, samples: [labels: string, value: number][]) => {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [labels, value] of samples) lines.push(`${name}${labels} ${value}`);
    };
    const jobs = Object.entries(this.#counts).map(([end, n]): [string, number] => [`{end="${end}"}`, n]);
    family("kikimimi_jobs_total", "counter", "Jobs by how they ended; known: the report was there already.", jobs);
    family("kikimimi_jobs_active", "gauge", "Jobs at work in this process.", [["", this.active]]);
    family(
      "kikimimi_findings_total",
      "counter",
      "Findings by severity.",
      [...this.#findings].map(([severity, n]) => [`{severity="${severity}"}`, n]),
    );
    const name = "kikimimi_call_seconds";
    lines.push(
      `# HELP ${name} Time for a call, from its arrival to its report being safe.`,
      `# TYPE ${name} histogram`,
    );
    for (const { le, count } of this.#buckets) lines.push(`${name}_bucket{le="${le}"} ${count}`);
    lines.push(
      `${name}_bucket{le="+Inf"} ${this.#timed}`,
      `${name}_sum ${this.#seconds}`,
      `${name}_count ${this.#timed}`,
    );
    return `${lines.join("\n")}\n`;
  }
}
