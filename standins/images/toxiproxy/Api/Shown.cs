using System.Globalization;
using Standins.Golang.Json;
using Standins.Toxiproxy.Proxying;
using Standins.Toxiproxy.Toxics;

namespace Standins.Toxiproxy.Api;

/// <summary>Proxies and toxics as the API shows them, to the order of the fields.</summary>
internal static class Shown
{
    // "Logger" is an empty object in every proxy that the original shows.
    public static string Of(Proxy proxy) =>
        $"{{\"name\":{JsonText.Quote(proxy.Name)},\"listen\":{JsonText.Quote(proxy.Listen)},\"upstream\":{JsonText.Quote(proxy.Upstream)}," +
        $"\"enabled\":{(proxy.IsEnabled ? "true" : "false")},\"Logger\":{{}},\"toxics\":{Of(proxy.OrderedToxics)}}}";

    public static string Of(IEnumerable<Toxic> toxics) => $"[{string.Join(',', toxics.Select(Of))}]";

    public static string Of(Toxic toxic)
    {
        var attributes = toxic.Type.Attributes.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"\"{name}\":{toxic.Attribute(i)}"));
        return $"{{\"attributes\":{{{string.Join(',', attributes)}}},\"name\":{JsonText.Quote(toxic.Name)},\"type\":\"{toxic.Type.Name}\"," +
            $"\"stream\":{JsonText.Quote(toxic.Stream)},\"toxicity\":{GoNumber.OfJson(toxic.Toxicity)}}}";
    }

    public static string Map(IEnumerable<Proxy> proxies) => $"{{{string.Join(',', proxies.Select(proxy => $"{JsonText.Quote(proxy.Name)}:{Of(proxy)}"))}}}";

    /// <summary>A list that is null when there is nothing in it.</summary>
    public static string ListOrNull(IReadOnlyCollection<Proxy> proxies) => proxies.Count == 0 ? "null" : $"[{string.Join(',', proxies.Select(Of))}]";

    public static string Error(ApiError error) => $"\"error\":{JsonText.Quote(error.Message)},\"status\":{error.Status}";
}
