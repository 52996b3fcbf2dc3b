using System.Text;

namespace Archiv.Backend.Metrics;

/// <summary>One family of the Prometheus text format 0.0.4.</summary>
internal abstract class Metric(string name, string type, string help)
{
    protected string Name { get; } = name;

    public void Write(StringBuilder page)
    {
        page.Append("# HELP ").Append(Name).Append(' ').Append(help).Append('\n');
        page.Append("# TYPE ").Append(Name).Append(' ').Append(type).Append('\n');
        WriteSamples(page);
    }

    protected abstract void WriteSamples(StringBuilder page);

    protected static void Sample(StringBuilder page, string name, string labels, double value)
    {
        page.Append(name);
        if (labels.Length > 0)
        {
            page.Append('{').Append(labels).Append('}');
        }
        page.Append(' ').Append(value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)).Append('\n');
    }
}
