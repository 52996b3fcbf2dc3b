using System.Collections.Concurrent;
using System.Text;

namespace Archiv.Backend.Metrics;

/// <summary>A sum that only grows. Labels come ready-made (<c>result="hit"</c>) from a small fixed set.</summary>
internal sealed class Counter : Metric
{
    private readonly ConcurrentDictionary<string, double> values = new();

    /// <remarks>The label sets given here are shown as 0 before anything happened, so that rates start at once.</remarks>
    public Counter(string name, string help, params string[] labels)
        : base(name, "counter", help)
    {
        foreach (var set in labels.DefaultIfEmpty(""))
        {
            values[set] = 0;
        }
    }

    public void Add(double amount, string labels = "") => values.AddOrUpdate(labels, amount, (_, sum) => sum + amount);

    protected override void WriteSamples(StringBuilder page)
    {
        foreach (var (labels, value) in values)
        {
            Sample(page, Name, labels, value);
        }
    }
}
