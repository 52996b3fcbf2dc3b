using System.Globalization;
using System.Text;
using Standins.Golang.Json;
using Standins.Toxiproxy.Proxying;

namespace Standins.Toxiproxy.Api;

/// <summary>The metrics page in Prometheus' text form.</summary>
internal sealed class Metrics(TrafficCounters? traffic, bool showRuntime)
{
    public ApiAnswer Answer()
    {
        var page = new StringBuilder();
        if (showRuntime)
        {
            RuntimeMetrics.Write(page);
        }

        page.Append("# HELP promhttp_metric_handler_errors_total Total number of internal errors encountered by the promhttp metric handler.\n");
        page.Append("# TYPE promhttp_metric_handler_errors_total counter\n");
        page.Append("promhttp_metric_handler_errors_total{cause=\"encoding\"} 0\npromhttp_metric_handler_errors_total{cause=\"gathering\"} 0\n");
        var counted = traffic?.Snapshot() ?? [];
        if (counted.Count > 0)
        {
            Write(page, "received", counted, entry => entry.Received);
            Write(page, "sent", counted, entry => entry.Sent);
        }

        return new ApiAnswer(200, "text/plain; version=0.0.4; charset=utf-8; escaping=underscores", Encoding.UTF8.GetBytes(page.ToString()));
    }

    private static void Write(
        StringBuilder page,
        string verb,
        IReadOnlyList<(string Direction, TrafficCounters.Labels Labels, long Received, long Sent)> counted,
        Func<(string Direction, TrafficCounters.Labels Labels, long Received, long Sent), long> value)
    {
        page.Append(CultureInfo.InvariantCulture, $"# HELP toxiproxy_proxy_{verb}_bytes_total \n# TYPE toxiproxy_proxy_{verb}_bytes_total counter\n");
        foreach (var entry in counted)
        {
            page.Append(CultureInfo.InvariantCulture, $"toxiproxy_proxy_{verb}_bytes_total{{direction=\"{entry.Direction}\",listener=\"{Escape(entry.Labels.Listener)}\",");
            page.Append(CultureInfo.InvariantCulture, $"proxy=\"{Escape(entry.Labels.Proxy)}\",upstream=\"{Escape(entry.Labels.Upstream)}\"}} {GoNumber.Printed((double)value(entry))}\n");
        }
    }

    private static string Escape(string label) =>
        label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
