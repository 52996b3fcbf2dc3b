using System.Globalization;
using System.Text;
using Standins.Toxiproxy.Http;
using Standins.Toxiproxy.Json;
using Standins.Toxiproxy.Proxying;

namespace Standins.Toxiproxy.Api;

/// <summary>The metrics page in Prometheus' text form.</summary>
internal sealed class Metrics(TrafficCounters? traffic, bool showRuntime)
{
    // A handler's output beyond this leaves in chunks, as Go's server does it.
    private const int MaxPlainLength = 2048;

    public HttpResponse Answer()
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

        var body = Encoding.UTF8.GetBytes(page.ToString());
        return new HttpResponse(200, body, ("Content-Type", "text/plain; version=0.0.4; charset=utf-8; escaping=underscores")) { IsChunked = body.Length > MaxPlainLength };
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
            page.Append(CultureInfo.InvariantCulture, $"proxy=\"{Escape(entry.Labels.Proxy)}\",upstream=\"{Escape(entry.Labels.Upstream)}\"}} {GoText.Number((double)value(entry))}\n");
        }
    }

    private static string Escape(string label) =>
        label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
