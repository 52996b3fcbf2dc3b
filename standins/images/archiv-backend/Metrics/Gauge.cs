using System.Text;

namespace Archiv.Backend.Metrics;

/// <summary>A value read at the moment of the scrape.</summary>
internal sealed class Gauge(string name, string help, Func<double> read, string type = "gauge") : Metric(name, type, help)
{
    protected override void WriteSamples(StringBuilder page) => Sample(page, Name, "", read());
}
